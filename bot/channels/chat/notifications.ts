import { button } from '../../../cards/actions';
import { noticeCard } from '../../../cards/notice';
import { type Telling, tellings } from '../../domain/notices/telling';
import { commands } from '../../domain/words/commands';
import { tellingSentence, tellingTitles } from '../../domain/words/telling-words';
import type { Ports } from '../../ports/ports';
import type { Answer } from '../../ports/turn';
import { card } from '../../shown/chat-answer';
import type { Pressed } from '../../shown/press';

type TellingPorts = Pick<Ports, 'conversations'>;

/** *Notifications*: how this person is told of what waits for them, and the other way. */
export async function showTelling({ person }: Pick<Pressed<unknown>, 'person'>, { conversations }: TellingPorts): Promise<Answer> {
  return drawTelling(await conversations.tellingOf(person));
}

export async function chooseTelling(
  { person, data: { telling } }: Pick<Pressed<{ telling: Telling }>, 'person' | 'data'>,
  { conversations }: TellingPorts,
): Promise<Answer> {
  await conversations.choose(person, telling);
  return drawTelling(telling, true);
}

function drawTelling(telling: Telling, isNew?: boolean): Answer {
  const others = tellings.filter((one) => one !== telling);
  return card(
    noticeCard({
      title: commands.find(({ action }) => action === 'notifications')?.title ?? '',
      sentence: tellingSentence(telling, isNew),
      buttons: others.map((one) => button('chooseTelling', tellingTitles[one], { telling: one })),
    }),
  );
}
