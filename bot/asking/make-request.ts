import { button } from '../../cards/actions';
import { about } from '../domain/verbs/refusals';
import { buttonTitles } from '../domain/words/card-words';
import { refusalSentence, sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Copy } from '../ports/requests';
import type { Answer } from '../ports/turn';
import { busy, card, notice, refusalNotice } from '../shown/chat-answer';
import { notePressed, openedCard } from '../shown/live-card';
import { type Pressed, teamsActor } from '../shown/press';
import { showRequestOf } from '../shown/request-card';
import { drawStored } from './draft-card';
import { draftGone, type FillPorts, typedAnswer } from './fill-draft';
import { withColleague } from './prepared-draft';
import { type Seen, type Sent, sendDraft } from './send-draft';

export type MakePorts = FillPorts & Pick<Ports, 'views' | 'queue'>;

/** *Make request*, *Confirm as sponsor* of what a colleague prepared, and *Resubmit* for one that was edited. A second press answers with the request of the first. */
export async function makeRequest(press: Pressed<Seen>, ports: MakePorts): Promise<Answer> {
  const { person, data, cardActivity } = press;
  const answer = typedAnswer(press.inputs);
  const sent = await sendDraft(
    { ...data, answer },
    teamsActor(person),
    // The pressed card becomes the request's card, so it is updated like any other.
    ({ changes }, { revision, status }) => {
      if (cardActivity === undefined) return undefined;
      const shown = { shownRevision: revision, shownStatus: status, openedAt: ports.clock.now().toInstant().toString() };
      return { ...(changes ? openedCard(person, cardActivity) : madeCard(person, cardActivity)), ...shown };
    },
    ports,
  );
  switch (sent.kind) {
    case 'request':
      if (sent.isEarlier) await notePressed(sent.request.id, press, ports);
      return showRequestOf(sent.request, person, ports, {
        ...(sent.isUnsent && { notice: sentences.editsUnsent }),
        ...(sent.kept && { notice: sentences.editsInNewMessage }),
      });
    case 'gone':
      return draftGone(press, ports);
    case 'with-colleague':
      return card(withColleague(sent.draft, ports));
    case 'unseen':
    case 'incomplete':
      return review(sent, ports);
    case 'unchanged':
      return notice(sentences.nothingEdited, [button('showDraft', buttonTitles.goOn, { draft: data.draft })]);
    case 'moved-on':
      await notePressed(sent.request.id, press, ports);
      return showRequestOf(sent.request, person, ports, {
        notice: sentences.editsKept,
        ...(answer !== '' && { asking: { verb: 'answer', body: { words: answer } } }),
      });
    case 'refused':
      // A sentence leaves the card, and what is typed on it, as they are.
      if (about[sent.refusal.refused] === 'input') return { kind: 'sentence', text: refusalSentence(sent.refusal, ports.policy) };
      return refusalNotice(sent.refusal, ports);
    case 'directory-away':
      return { kind: 'sentence', text: sentences.directoryAway };
    case 'busy':
      return busy;
  }
}

async function review(
  { stored: { value, etag }, context }: Extract<Sent, { kind: 'unseen' | 'incomplete' }>,
  ports: MakePorts,
): Promise<Answer> {
  const drawn = await drawStored({ value: { ...value, step: 'review' }, etag }, context, ports);
  return drawn === 'lost' ? busy : card(drawn);
}

/** A message in the sponsor's chat that shows the request that they made; without a revision, none of it yet. */
export function madeCard(person: string, activity: string): Copy {
  return { person, channel: 'teams', message: { kind: 'made' }, activity, shownRevision: 0, shownStatus: '' };
}
