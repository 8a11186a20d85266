import { button } from '../../cards/actions';
import { noticeCard } from '../../cards/notice';
import type { StepName } from '../domain/form/steps';
import type { PersonId } from '../domain/organisation/organisation';
import { requestIdPattern } from '../domain/request/visitor-request';
import { buttonTitles, headings } from '../domain/words/card-words';
import { onePageSentence } from '../domain/words/draft-words';
import { dialogTitles } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer, Reply } from '../ports/turn';
import { card } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import { type FillPorts, saveDraft } from './fill-draft';

type PagePress = Pressed<{ draft: string; step: StepName; revision: number; asked?: readonly string[] }>;

/**
 * *Fill in on one page*, in a client without dialogs: keeps what was typed on the card, and leads to the page, where the
 * same draft goes on.
 */
export async function openPage(press: PagePress, ports: FillPorts): Promise<Answer> {
  const { onePage } = ports;
  const { draft } = press.data;
  return saveDraft(press, ports, (drawn) =>
    onePage
      ? card(
          noticeCard({
            title: headings.onePage,
            sentence: onePageSentence,
            link: { title: buttonTitles.openPage, url: onePage.link(press.person, draft) },
            buttons: [button('showDraft', buttonTitles.goOnHere, { draft })],
          }),
        )
      : card(drawn),
  );
}

/** The same with dialogs: the page itself. The pressed card is stored with the draft, to be updated when the dialog closes. */
export async function openPageDialog(press: PagePress, ports: FillPorts): Promise<Reply> {
  const { onePage } = ports;
  const { draft } = press.data;
  let isSaved = false;
  const answer = await saveDraft(press, ports, (drawn) => {
    isSaved = true;
    return card(drawn);
  });
  if (!isSaved || !onePage) return answer;
  return {
    kind: 'dialog',
    title: dialogTitles.page,
    url: onePage.dialogUrl(draft),
    fallbackUrl: onePage.link(press.person, draft),
    isWide: true,
  };
}

/** The dialog closed by itself: the card shows the draft as it is now. One that has become a request is its worker's. */
export async function pageClosed(person: PersonId, draft: string, { queue }: Pick<Ports, 'queue'>): Promise<Reply> {
  if (requestIdPattern.test(draft)) await queue.enqueue({ kind: 'draft', id: draft, sponsor: person, isAtAnyStep: true }, 0);
  return { kind: 'closed' };
}
