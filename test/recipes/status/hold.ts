import { moved, recorded } from '../../../bot/domain/request/lifecycle';
import { notRunning, sponsorPart } from '../../../bot/domain/request/reapproval';
import type { Status } from '../../../bot/domain/statuses/table';
import type { Verb } from '../../../bot/domain/verbs/verb';

/** The verb that leads into the made-up status: the sponsor holds a running account. */
export const hold: Verb = {
  takes: 'confirm',
  rule: (current, _body, { standing, press }) => {
    const part = sponsorPart(current, standing);
    const refusal = 'refused' in part ? part : notRunning(current, press);
    if (refusal) return refusal;
    if (current.status === ('on-hold' as Status)) return { refused: 'moved-on' };
    return recorded(moved(current, 'on-hold' as Status, press), 'hold', current.status, press, [], {});
  },
  in: ['chat', 'tab'],
  rank: 'first',
  style: 'default',
  title: 'Hold the account',
  done: 'The account is on hold.',
  event: 'Put on hold',
};
