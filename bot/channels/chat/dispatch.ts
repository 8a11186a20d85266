import { type ActionName, actions, button, type DataOf, readVerb, verbData, verbInputs } from '../../../cards/actions';
import { anotherLikeThis } from '../../asking/another-like-this';
import { anotherVisitor } from '../../asking/another-visitor';
import { askDiscard, discardDraft } from '../../asking/discard-draft';
import { editRequest } from '../../asking/edit-request';
import { fillDate, nextStep, openStep, previousStep, saveDraft, showDraft, showPhotoLink, typedAnswer } from '../../asking/fill-draft';
import { lineDraft } from '../../asking/line-draft';
import { makeRequest } from '../../asking/make-request';
import { askSponsor, declinePrepared, findSponsor, nameSponsor, takeDraftBack } from '../../asking/name-sponsor';
import { newVisitor, startDraft } from '../../asking/new-visitor';
import { openDuplicate } from '../../asking/open-duplicate';
import { openPage, openPageDialog, pageClosed } from '../../asking/open-page';
import { openPhotoDialog } from '../../asking/photo/photo-dialog';
import { showProposedPhotoLink } from '../../asking/photo/proposed-photo';
import { photoChoices, photoSent, useSentPhoto } from '../../asking/photo/sent-photo';
import { requestAgain } from '../../asking/request-again';
import { lineAfterNewVisitor } from '../../domain/form/one-line';
import { searchTermIn } from '../../domain/request/search';
import { isIn } from '../../domain/verbs/offers';
import { understand } from '../../domain/words/commands';
import { sentences } from '../../domain/words/words';
import type { Ports } from '../../ports/ports';
import type { Answer, Reply, Turn } from '../../ports/turn';
import { help, notice } from '../../shown/chat-answer';
import type { Pressed } from '../../shown/press';
import { showRequest } from '../../shown/show-request';
import { answerInList, confirmReapproveAll, reapproveAll, showList, waitingForReapproval } from './answer-in-list';
import { approveSelected, confirmApproveSelected } from './approve-selected';
import { find } from './find';
import { greet, notUnderstood } from './greet';
import { myVisitors, waitingForMe } from './lists';
import { nextRequest } from './next-request';
import { chooseTelling, showTelling } from './notifications';
import { pressVerb } from './verb-buttons';

type Action<Data> = (press: Pressed<Data>, ports: Ports) => Promise<Answer>;

/** Every button that is not a verb of the table, and what answers it. One without an entry here does not compile. */
const table: { [Name in ActionName]: Action<DataOf<Name>> } = {
  help,
  newVisitor,
  myVisitors,
  waitingForMe,
  find,
  notifications: showTelling,
  chooseTelling,
  startDraft,
  showDraft,
  photoDialog: showPhotoLink,
  proposedPhoto: showProposedPhotoLink,
  openPage,
  photoChoices,
  useSentPhoto,
  nextStep,
  fillDate,
  previousStep,
  openStep,
  openDuplicate,
  saveDraft: (press, ports) => saveDraft(press, ports),
  askDiscard,
  discardDraft,
  makeRequest,
  askSponsor,
  findSponsor,
  nameSponsor,
  takeDraftBack,
  declinePrepared,
  leaveQuestion: (press, ports) => showRequest({ ...press, words: verbInputs.words.safeParse(press.inputs).data?.words }, ports),
  showRequest,
  anotherVisitor,
  nextRequest,
  anotherLikeThis,
  askAgain: requestAgain,
  editRequest,
  confirmApproveSelected: confirmApproveSelected,
  approveSelected,
  waitingForReapproval,
  showList,
  answerInList,
  confirmReapproveAll,
  reapproveAll,
};

const nameOfVerb = new Map((Object.keys(actions) as ActionName[]).map((name) => [actions[name].verb as string, name]));

/** One turn of a chat: finds the action, checks what the card carried, and answers. Throws only for faults. */
export async function answerTurn(turn: Turn, ports: Ports): Promise<Reply> {
  switch (turn.act.kind) {
    case 'installed':
      return greet(turn, ports);
    case 'said':
      return answerSaid(turn.act.text, turn.person, ports);
    case 'pressed':
      return runAction(turn.act, turn.person, ports);
    case 'sent':
      return photoSent(turn.person, turn.act.pictures, ports);
    case 'opens':
      return openDialog(turn.act, turn.person, ports);
    case 'closes':
      return pageClosed(turn.person, turn.act.draft, ports);
  }
}

/** What is looked for comes before the commands: a name may be any of their words. */
async function answerSaid(text: string, person: string, ports: Ports): Promise<Answer> {
  const plain = { person, inputs: {}, isAutomatic: false };
  const searched = searchTermIn(text);
  if (searched && 'reference' in searched) return showRequest({ ...plain, data: { request: searched.reference } }, ports);
  if (searched) return find({ ...plain, data: { name: searched.name, from: 0 } }, ports);
  const line = lineAfterNewVisitor(text);
  if (line !== undefined) return lineDraft(person, line, ports);
  switch (understand(text)) {
    case 'newVisitor':
      return newVisitor({ ...plain, data: {} }, ports);
    case 'myVisitors':
      return myVisitors({ ...plain, data: { from: 0 } }, ports);
    case 'waitingForMe':
      return waitingForMe({ ...plain, data: { from: 0 } }, ports);
    case 'waitingForReapproval':
      return waitingForReapproval({ ...plain, data: { from: 0 } }, ports);
    case 'find':
      return find({ ...plain, data: { from: 0 } }, ports);
    case 'notifications':
      return showTelling(plain, ports);
    case 'help':
      return help();
    case undefined:
      return notUnderstood();
  }
}

/** There are two dialogs: the upload page, and a draft on one page. */
async function openDialog(act: Extract<Turn['act'], { kind: 'opens' }>, person: string, ports: Ports): Promise<Reply> {
  const pressed = { person, inputs: act.data, isAutomatic: false, ...withCardActivity(act) };
  const photo = actions.photoDialog.data.safeParse(act.data);
  if (act.verb === actions.photoDialog.verb && photo.success)
    return openPhotoDialog({ ...pressed, data: photo.data, answer: typedAnswer(act.data) }, ports);
  const page = actions.openPage.data.safeParse(act.data);
  if (act.verb === actions.openPage.verb && page.success) return openPageDialog({ ...pressed, data: page.data }, ports);
  ports.log.warn({ person }, 'a dialog that does not exist or carries the wrong data');
  return { kind: 'sentence', text: sentences.unknownButton };
}

function withCardActivity({ cardActivity }: { cardActivity?: string }): { cardActivity?: string } {
  return cardActivity === undefined ? {} : { cardActivity };
}

/** Inputs and payload arrive mixed; each action's schema takes out what is its own. */
async function runAction(act: Extract<Turn['act'], { kind: 'pressed' }>, person: string, ports: Ports): Promise<Answer> {
  const { isAutomatic, data: inputs } = act;
  const pressed = { person, inputs, isAutomatic, ...withCardActivity(act) };
  const name = nameOfVerb.get(act.verb);
  const parsed = name && actions[name].data.safeParse(act.data);
  if (name && parsed?.success) return (table[name] as Action<unknown>)({ ...pressed, data: parsed.data }, ports);
  const verb = readVerb(act.verb, ports.verbs);
  const seen = verb && isIn(ports.verbs[verb.verb], 'chat') ? verbData.safeParse(act.data) : undefined;
  const answered = verb && seen?.success ? await pressVerb(verb.step, verb.verb, { ...pressed, data: seen.data }, ports) : undefined;
  if (answered) return answered;
  ports.log.warn({ person, verb: name ?? verb?.verb ?? 'unknown' }, 'a button that does not exist or carries the wrong data');
  return notice(sentences.unknownButton, [button('help', 'What can I do?', {})]);
}
