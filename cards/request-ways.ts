import type { RequestId, VisitorRequest } from '../bot/domain/request/visitor-request';
import { backTo, buttonTitles, openIt } from '../bot/domain/words/card-words';
import { button, type DataOf } from './actions';
import { type ButtonView, drawButton } from './parts';

/** What a request was opened from: its card stands in the message of that. */
export type Back = { to: 'draft' | 'request'; id: RequestId } | { to: 'list'; list: DataOf<'showList'>['list'] };

interface Opened {
  request: Pick<VisitorRequest, 'id' | 'follows'>;
  mayOpenFollowed?: boolean;
  back?: Back;
}

/** To the request that this one follows, and back to where it was opened from. */
export function waysOut({ request, mayOpenFollowed, back }: Opened): ButtonView[] {
  const followed = mayOpenFollowed ? request.follows : undefined;
  return [
    ...(followed === undefined
      ? []
      : [button('showRequest', openIt(followed), { request: followed, back: { to: 'request', id: request.id } })]),
    ...(back ? [wayBack(back)] : []),
  ].map(drawButton);
}

function wayBack(back: Back) {
  if (back.to === 'list') return button('showList', buttonTitles.backToList, { list: back.list });
  const { to, id } = back;
  return to === 'draft' ? button('showDraft', buttonTitles.backToDraft, { draft: id }) : button('showRequest', backTo(id), { request: id });
}

/** The client draws an open card anew by itself: the way back must still be there. */
export function refreshData({ request, back }: Opened): { request: RequestId; back?: Back } {
  return { request: request.id, ...(back && { back }) };
}
