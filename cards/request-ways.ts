import type { RequestId, VisitorRequest } from '../bot/domain/request/visitor-request';
import { buttonTitles, openIt } from '../bot/domain/words/card-words';
import { type Button, button, type DataOf } from './actions';

/** The list from which a request was opened; its card replaced the list in the message. */
export type Back = { to: 'draft' | 'request'; id: RequestId } | { to: 'list'; list: DataOf<'showList'>['list'] };

interface Opened {
  request: Pick<VisitorRequest, 'id' | 'follows'>;
  mayOpenFollowed?: boolean;
  back?: Back;
}

export interface Ways {
  rare: Button[];
  back: Button[];
}

/** To the request that this one follows, and back to where it was opened from. */
export function waysOut({ request, mayOpenFollowed, back }: Opened): Ways {
  const followed = mayOpenFollowed ? request.follows : undefined;
  return {
    rare:
      followed === undefined
        ? []
        : [button('showRequest', openIt(followed), { request: followed, back: { to: 'request', id: request.id } })],
    back: back ? [wayBack(back)] : [],
  };
}

function wayBack(back: Back) {
  if (back.to === 'list') return button('showList', buttonTitles.back, { list: back.list });
  const { to, id } = back;
  return to === 'draft' ? button('showDraft', buttonTitles.back, { draft: id }) : button('showRequest', buttonTitles.back, { request: id });
}

/** The client refreshes an open card automatically; the way back has to survive that. */
export function refreshData({ request, back }: Opened): { request: RequestId; back?: Back } {
  return { request: request.id, ...(back && { back }) };
}
