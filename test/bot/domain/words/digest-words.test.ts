import type { DigestKind } from '../../../../bot/domain/notices/digest';
import { type DigestRow, shownDigest } from '../../../../bot/domain/shown/list';
import { changeAsked, needsPhoto } from '../../../cards/examples/change';
import { context, today } from '../../../cards/examples/context';
import { digestRow, offeredRow, returnedRow } from '../../../cards/examples/digest';
import { extensionAsked } from '../../../cards/examples/extension';
import { inStatus } from '../../../cards/examples/requests';

const undecided = digestRow();
const { offered: _none, ...cannotReapprove } = digestRow();
const kept = digestRow({ rowState: 'kept', request: inStatus('active', { validTo: '2027-08-17' }) });
const ending = digestRow({ rowState: 'ending' });
const expired = digestRow({ rowState: 'over', status: 'expired', request: inStatus('expired') });
const lapsed = digestRow({ rowState: 'over', status: 'lapsed', request: inStatus('lapsed') });
const ended = digestRow({ rowState: 'over', status: 'ended', request: inStatus('ended') });
const handedOver = digestRow({ isTheirs: false });
const pending = digestRow({ rowState: 'pending', status: 'pending', request: inStatus('pending') });
const rejected = digestRow({ rowState: 'over', status: 'rejected', request: inStatus('rejected') });
const sponsorLess = digestRow({ isSponsorGone: true });
const extension = digestRow({ request: extensionAsked, rowState: 'proposed', offers: [] });
const change = digestRow({ request: changeAsked, status: 'approved', rowState: 'proposed', offers: [] });
const settled = digestRow({ rowState: 'settled', offers: [] });
const unanswered = digestRow({ rowState: 'unanswered', status: 'expired', request: inStatus('expired'), offers: [] });
const photo = digestRow({ request: needsPhoto, status: 'approved', rowState: 'photo', offers: [] });
const early = returnedRow('2027-03-05', { request: inStatus('returned', { validFrom: '2027-02-08', validTo: '2027-03-05' }) });

const history = { ...undecided.request.answers, department: 'history' };
const inHistory = digestRow({ request: inStatus('active', { answers: history, validTo: '2027-02-10' }) });
const begun = digestRow({ rowState: 'pending', status: 'pending', request: inStatus('pending', { validFrom: '2027-01-25' }) });

const askOne = 'This account expires soon. Reapprove it if the visitor is staying; otherwise it expires after its last day.';
const askAll = 'These accounts expire soon. Reapprove each visitor who is staying; the others expire after their last day.';
const askTwo = '2 of these accounts need your answer. Reapprove each visitor who is staying; the others expire after their last day.';
const askOneOf = '1 of these accounts needs your answer. Reapprove it if the visitor is staying; otherwise it expires after its last day.';
const nothingMore = 'Nothing on this list needs your attention any more.';
const anew = 'If a visitor is still expected, please make a new request.';

/** Of each kind: one, several, some or all dealt with, some over. */
describe('the notification of a list, and its first sentence', () => {
  it.each<[string, DigestKind, DigestRow[], string, string]>([
    [
      'one',
      'sponsor',
      [undecided],
      '1 of your visitor accounts expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      askOne,
    ],
    [
      'several',
      'sponsor',
      [undecided, undecided],
      '2 of your visitor accounts expire soon (School of Computer Science): reapprove them by Wed 17 Feb 2027 or let them expire',
      askAll,
    ],
    [
      'some dealt with',
      'sponsor',
      [undecided, undecided, kept],
      '2 of your visitor accounts expire soon (School of Computer Science): reapprove them by Wed 17 Feb 2027 or let them expire',
      askTwo,
    ],
    [
      'some over',
      'sponsor',
      [undecided, expired, expired],
      '1 of your visitor accounts expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      `${askOneOf} 2 accounts have expired. ${anew}`,
    ],
    [
      'mixed',
      'sponsor',
      [undecided, kept, ending, expired, lapsed, handedOver],
      '1 of your visitor accounts expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      `${askOneOf} An account has expired. A request has lapsed. ${anew}`,
    ],
    [
      'one that cannot be reapproved',
      'sponsor',
      [cannotReapprove],
      '1 of your visitor accounts expires soon (School of Computer Science)',
      'This account expires soon.',
    ],
    ['one dealt with', 'sponsor', [kept], 'You have dealt with the visitor on this list', 'You have dealt with everyone on this list.'],
    [
      'all dealt with',
      'sponsor',
      [kept, ending, ended],
      'You have dealt with all 3 visitors on this list',
      'You have dealt with everyone on this list.',
    ],
    ['one over', 'sponsor', [expired], 'A visitor account has expired (School of Computer Science)', `An account has expired. ${anew}`],
    [
      'several over',
      'sponsor',
      [expired, expired],
      '2 visitor accounts have expired (School of Computer Science)',
      `2 accounts have expired. ${anew}`,
    ],
    [
      'one over and one dealt with',
      'sponsor',
      [expired, kept],
      'A visitor account has expired (School of Computer Science)',
      `An account has expired. ${anew}`,
    ],
    ['lapsed', 'sponsor', [lapsed], 'A visitor request has lapsed (School of Computer Science)', `A request has lapsed. ${anew}`],
    [
      'expired and lapsed',
      'sponsor',
      [expired, expired, lapsed, lapsed],
      '2 visitor accounts have expired and 2 visitor requests have lapsed (School of Computer Science)',
      `2 accounts have expired. 2 requests have lapsed. ${anew}`,
    ],
    [
      'the soonest of several days',
      'sponsor',
      [digestRow({ by: '2027-02-20' }), digestRow({ by: '2027-02-10' })],
      '2 of your visitor accounts expire soon (School of Computer Science): reapprove them by Wed 10 Feb 2027 or let them expire',
      askAll,
    ],
    [
      'one returned',
      'sponsor',
      [returnedRow()],
      '1 of your visitor requests was returned with a question (School of Computer Science): answer now',
      'This request came back with a question. Open it to answer.',
    ],
    [
      'several returned',
      'sponsor',
      [returnedRow('2027-03-05', { by: '2027-02-15' }), returnedRow('2027-03-05', { by: '2027-02-12' })],
      '2 of your visitor requests were returned with questions (School of Computer Science): answer by Fri 12 Feb 2027',
      'These requests came back with a question. Open each to answer.',
    ],
    [
      'one returned among others',
      'sponsor',
      [returnedRow(), kept],
      '1 of your visitor requests was returned with a question (School of Computer Science): answer now',
      '1 of these requests came back with a question. Open it to answer.',
    ],
    [
      'one to take over',
      'sponsor',
      [offeredRow()],
      'You have been asked to take over 1 visitor (School of Computer Science): accept or decline by Thu 18 Feb 2027',
      'A colleague has asked you to take over a visitor: accept or decline.',
    ],
    [
      'several to take over, one of which ends sooner',
      'sponsor',
      [offeredRow(), offeredRow('2027-02-12')],
      'You have been asked to take over 2 visitors (School of Computer Science): accept or decline by Fri 12 Feb 2027',
      'Colleagues have asked you to take over 2 visitors: accept or decline each.',
    ],
    [
      'all kinds at once',
      'sponsor',
      [undecided, returnedRow(), offeredRow(), expired],
      '1 of your visitor accounts expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire. 1 of your visitor requests was returned with a question (School of Computer Science): answer now. You have been asked to take over 1 visitor (School of Computer Science): accept or decline by Thu 18 Feb 2027',
      `${askOneOf} 1 of these requests came back with a question. Open it to answer. A colleague has asked you to take over a visitor: accept or decline. An account has expired. ${anew}`,
    ],
    ['one handed over', 'sponsor', [kept, handedOver], 'Nothing on this list needs your attention any more', nothingMore],
    [
      'one question',
      'decider',
      [pending],
      '1 visitor request from Sam Sponsor is waiting for your decision (School of Computer Science): please decide by Mon 8 Feb 2027',
      'This request is waiting for your decision.',
    ],
    [
      'several questions',
      'decider',
      [pending, pending],
      '2 visitor requests from Sam Sponsor are waiting for your decision (School of Computer Science): please decide by Mon 8 Feb 2027',
      'These requests are waiting for your decision.',
    ],
    [
      'some decided',
      'decider',
      [pending, rejected],
      '1 visitor request from Sam Sponsor is waiting for your decision (School of Computer Science): please decide by Mon 8 Feb 2027',
      '1 of these requests is waiting for your decision.',
    ],
    [
      'an account whose sponsor has left',
      'decider',
      [sponsorLess],
      '1 visitor account without a sponsor expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      'The sponsor of 1 account has left: please reapprove it or let it expire.',
    ],
    [
      'a question, and accounts whose sponsors have left',
      'decider',
      [pending, sponsorLess, sponsorLess],
      '1 visitor request from Sam Sponsor is waiting for your decision (School of Computer Science): please decide by Mon 8 Feb 2027. 2 visitor accounts without a sponsor expire soon (School of Computer Science): reapprove them by Wed 17 Feb 2027 or let them expire',
      '1 of these requests is waiting for your decision. The sponsors of 2 accounts have left: please reapprove them or let them expire.',
    ],
    [
      'several in two places',
      'sponsor',
      [undecided, inHistory],
      '2 of your visitor accounts expire soon: reapprove them by Wed 10 Feb 2027 or let them expire',
      askAll,
    ],
    [
      'a question whose first day has passed',
      'decider',
      [begun],
      '1 visitor request from Sam Sponsor is waiting for your decision (School of Computer Science): please decide now: it lapses after Fri 30 Jul 2027',
      'This request is waiting for your decision.',
    ],
    [
      'several questions whose first days have passed',
      'decider',
      [begun, digestRow({ ...begun, request: { ...begun.request, validTo: '2027-04-30' } })],
      '2 visitor requests from Sam Sponsor are waiting for your decision (School of Computer Science): please decide now: the first lapses after Fri 30 Apr 2027',
      'These requests are waiting for your decision.',
    ],
    [
      'some answered, and some over',
      'sponsor',
      [returnedRow(), lapsed, kept],
      '1 of your visitor requests was returned with a question (School of Computer Science): answer now',
      `1 of these requests came back with a question. Open it to answer. A request has lapsed. ${anew}`,
    ],
    [
      'over in two places',
      'sponsor',
      [expired, digestRow({ ...expired, request: { ...expired.request, answers: history } })],
      '2 visitor accounts have expired',
      `2 accounts have expired. ${anew}`,
    ],
    [
      'some of those without a sponsor dealt with',
      'decider',
      [sponsorLess, digestRow({ rowState: 'kept', isSponsorGone: true })],
      '1 visitor account without a sponsor expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      'The sponsor of 1 account has left: please reapprove it or let it expire.',
    ],
    ['several decided', 'decider', [rejected, rejected], 'Nothing on this list needs your attention any more', nothingMore],
    ['all decided', 'decider', [rejected], 'Nothing on this list needs your attention any more', nothingMore],
    [
      'several that cannot be reapproved',
      'sponsor',
      [cannotReapprove, cannotReapprove],
      '2 of your visitor accounts expire soon (School of Computer Science)',
      'These accounts expire soon.',
    ],
    [
      'an extension of theirs that waits',
      'sponsor',
      [extension],
      'You have dealt with the visitor on this list',
      'You have dealt with everyone on this list.',
    ],
    [
      'one card without its photo',
      'sponsor',
      [photo],
      '1 ID card that you requested (School of Computer Science) needs a photo: add it by Fri 19 Feb 2027',
      'An ID card that you requested needs a photo. Open the request to add it.',
    ],
    [
      'several cards without photos, one of them added',
      'sponsor',
      [photo, photo, settled],
      '2 ID cards that you requested (School of Computer Science) need photos: add them by Fri 19 Feb 2027',
      '2 ID cards that you requested need photos. Open each request to add one.',
    ],
    [
      'some to take over that were answered',
      'sponsor',
      [offeredRow(), handedOver],
      'You have been asked to take over 1 visitor (School of Computer Science): accept or decline by Thu 18 Feb 2027',
      'A colleague has asked you to take over a visitor: accept or decline.',
    ],
    [
      'a question to answer before the visit starts',
      'sponsor',
      [early],
      '1 of your visitor requests was returned with a question (School of Computer Science): answer by Mon 8 Feb 2027',
      'This request came back with a question. Open it to answer.',
    ],
    [
      'questions of two sponsors',
      'decider',
      [pending, { ...pending, sponsor: 'Other Sponsor' }],
      '2 visitor requests are waiting for your decision (School of Computer Science): please decide by Mon 8 Feb 2027',
      'These requests are waiting for your decision.',
    ],
    [
      'some questions over',
      'decider',
      [pending, lapsed],
      '1 visitor request from Sam Sponsor is waiting for your decision (School of Computer Science): please decide by Mon 8 Feb 2027',
      '1 of these requests is waiting for your decision.',
    ],
    [
      'one extension',
      'decider',
      [extension],
      '1 extension from Sam Sponsor is waiting for your decision (School of Computer Science): please decide by Fri 26 Feb 2027',
      'This extension is waiting for your decision.',
    ],
    [
      'several extensions, one of them answered',
      'decider',
      [extension, extension, settled],
      '2 extensions from Sam Sponsor are waiting for your decision (School of Computer Science): please decide by Fri 26 Feb 2027',
      '2 of these extensions are waiting for your decision.',
    ],
    ['all extensions answered', 'decider', [settled, settled], 'Nothing on this list needs your attention any more', nothingMore],
    [
      'one change of what was approved',
      'decider',
      [change],
      '1 change from Sam Sponsor is waiting for your decision (School of Computer Science): please decide',
      'This change is waiting for your decision.',
    ],
    [
      'an extension and another change',
      'decider',
      [extension, change],
      '2 changes from Sam Sponsor are waiting for your decision (School of Computer Science): please decide by Fri 26 Feb 2027',
      'These changes are waiting for your decision.',
    ],
    [
      'an extension that nobody answered',
      'decider',
      [unanswered],
      'A visitor account has expired (School of Computer Science), as its extension was not answered',
      'A visitor account has expired, as its extension was not answered.',
    ],
    [
      'extensions that nobody answered',
      'decider',
      [unanswered, unanswered],
      '2 visitor accounts have expired (School of Computer Science), as their extensions were not answered',
      '2 visitor accounts have expired, as their extensions were not answered.',
    ],
    [
      'one that waits, and one that nobody answered',
      'decider',
      [extension, unanswered],
      '1 extension from Sam Sponsor is waiting for your decision (School of Computer Science): please decide by Fri 26 Feb 2027',
      '1 of these extensions is waiting for your decision. A visitor account has expired, as its extension was not answered.',
    ],
    [
      'all without a sponsor dealt with',
      'decider',
      [digestRow({ rowState: 'kept', isSponsorGone: true })],
      'Nothing on this list needs your attention any more',
      nothingMore,
    ],
  ])('should be true of %s, to a %s', (_case, kind, rows, notification, intro) => {
    const shown = shownDigest({ kind, rows, today, context });
    expect([shown.summary, shown.intro]).toEqual([notification, intro]);
    for (const { request } of rows)
      for (const name of [request.answers.firstName, request.answers.lastName, request.answers.preferredName ?? request.answers.lastName])
        expect(shown.summary).not.toContain(name);
  });
});
