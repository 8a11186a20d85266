import * as fc from 'fast-check';
import type { RequestView, Verb, VerbOffer } from '../../../../bot/channels/tab/contract';
import { atFirst, type PageEvent, type PageState, pageState } from '../../../../bot/tab/request/page-state';

const words = (verb: Verb): VerbOffer => ({
  verb,
  title: verb,
  style: 'default',
  rank: 'first',
  asks: { kind: 'words', sentence: 'Why?', label: 'Reason', most: 1_000 },
});
const asksAddress: VerbOffer = {
  verb: 'reassign-decider',
  title: 'Change who decides',
  style: 'default',
  rank: 'first',
  asks: { kind: 'colleague', sentence: 'Who?', label: 'Address', confirm: 'This one?' },
};
const plain: VerbOffer = { verb: 'approve', title: 'Approve', style: 'primary', rank: 'first' };

const view = (revision: number, verbs: VerbOffer[] = [plain, words('reject'), asksAddress], by = 'Ann Head'): RequestView => ({
  request: 'VR-7K3M9QXA',
  revision,
  status: 'pending',
  statusLabel: 'Waiting for a decision',
  tone: 'accent',
  heading: 'Visitor request',
  visitor: 'Dr Ottoline Fairweather',
  line: `revision ${revision}`,
  next: 'Next.',
  handover: [],
  groups: [],
  concerns: [],
  hasPhoto: false,
  verbs,
  timeline: [{ title: 'Approved', by, channel: 'in Teams', at: '2027-01-18T10:15:00Z', atWords: 'Mon 18 Jan 2027 at 10:15', changes: [] }],
});
const problem = (code: string, status: number, more: object = {}) => ({ title: `${code}.`, status, code, ...more });
const after = (events: PageEvent[], from: PageState = atFirst) => events.reduce(pageState, from);
const shown = after([{ is: 'read', request: view(3), reader: 'Bo Admin' }]);
const asking = after(
  [
    { is: 'opened', offer: words('reject') },
    { is: 'typed', verb: 'reject', typed: { words: 'No room.' } },
  ],
  shown,
);

describe('the page of one request', () => {
  it('should show what was read, and tell of what somebody else changed, not of what the reader did elsewhere', () => {
    expect(shown).toMatchObject({ stage: 'shown', request: { revision: 3 }, changed: undefined });
    expect(after([{ is: 'read', request: view(4), reader: 'Bo Admin' }], shown).changed).toContain('revision 4');
    expect(after([{ is: 'read', request: view(4, [], 'Bo Admin'), reader: 'Bo Admin' }], shown).changed).toBeUndefined();
  });

  it('should not go back to an older state that comes late', () => {
    expect(after([{ is: 'read', request: view(2), reader: 'Bo Admin' }], shown).request?.revision).toBe(3);
  });

  it('should keep the last state while reading fails, and nothing of what may be seen no longer', () => {
    expect(after([{ is: 'read-failed', problem: problem('offline', 0) }], shown)).toMatchObject({ isOld: true, request: { revision: 3 } });
    expect(after([{ is: 'read-failed', problem: problem('forbidden', 403) }], shown)).toMatchObject({
      stage: 'gone',
      request: undefined,
      typed: {},
    });
  });

  it('should keep the dialog and its words where the request has changed since, and say when nothing can be done any more', () => {
    const sent = after([{ is: 'sent', verb: 'reject' }], asking);
    const moved = after([{ is: 'refused', problem: problem('moved-on', 409, { request: view(4) }) }], sent);
    expect(moved).toMatchObject({
      request: { revision: 4 },
      sending: undefined,
      dialog: { isOffered: true },
      typed: { reject: { words: 'No room.' } },
    });
    const over = after([{ is: 'refused', problem: problem('moved-on', 409, { request: view(4, []) }) }], sent);
    expect(over).toMatchObject({ dialog: { isOffered: false }, typed: { reject: { words: 'No room.' } } });
  });

  it('should forget what was typed once it is done, and show the request that came back', () => {
    const done = after(
      [
        { is: 'sent', verb: 'reject' },
        { is: 'done', verb: 'reject', answer: { request: view(4), sentence: 'Rejected.' } },
      ],
      asking,
    );
    expect(done).toMatchObject({ dialog: undefined, done: 'Rejected.', request: { revision: 4 }, typed: {} });
  });

  it('should leave nothing to see where whoever did it may see it no longer', () => {
    const done = after(
      [
        { is: 'sent', verb: 'decline-handover' },
        { is: 'done', verb: 'decline-handover', answer: { sentence: 'You declined.' } },
      ],
      shown,
    );
    expect(done).toMatchObject({ stage: 'gone', request: undefined, failure: { title: 'You declined.' } });
  });

  it('should send once, however often it is pressed', () => {
    const sent = after([{ is: 'sent', verb: 'approve' }], shown);
    expect(pageState(sent, { is: 'sent', verb: 'reject' })).toBe(sent);
  });

  it('should look again after something was recorded', () => {
    expect([shown.isDue, after([{ is: 'outdated' }], shown).isDue]).toEqual([false, true]);
  });

  it('should ask for the photo no longer once it has come, and say so', () => {
    const asked = { ...view(4), photoWanted: { label: 'Photo', notice: 'Notice.' } };
    const done = after(
      [
        { is: 'sent', verb: 'propose-change' },
        { is: 'done', verb: 'propose-change', answer: { sentence: 'Please add the photo now.', request: asked } },
        { is: 'read', request: asked, reader: 'Bo Admin' },
      ],
      shown,
    );
    expect(done.done).toBe('Please add the photo now.');
    expect(after([{ is: 'read', request: view(5), reader: 'Bo Admin' }], done).done).toMatch(/^The photo has been added/);
    expect(after([{ is: 'read', request: view(5), reader: 'Bo Admin' }], shown).done).toBeUndefined();
  });

  it('should never lose what was typed, whatever comes, until it is done or the request is gone', () => {
    const event: fc.Arbitrary<PageEvent> = fc.oneof(
      fc.constant<PageEvent>({ is: 'asked-again' }),
      fc.constant<PageEvent>({ is: 'outdated' }),
      fc.integer({ min: 1, max: 9 }).map((revision): PageEvent => ({ is: 'read', request: view(revision), reader: 'Bo Admin' })),
      fc.constant<PageEvent>({ is: 'read-failed', problem: problem('offline', 0) }),
      fc.constantFrom(words('reject'), asksAddress, plain).map((offer): PageEvent => ({ is: 'opened', offer })),
      fc.constant<PageEvent>({ is: 'typed', verb: 'reassign-decider', typed: { text: 'a@bantshire.example' } }),
      fc.constantFrom<Verb>('approve', 'reject').map((verb): PageEvent => ({ is: 'sent', verb })),
      fc
        .constantFrom(view(9, []), view(9), undefined)
        .map((request): PageEvent => ({ is: 'refused', problem: problem('moved-on', 409, request ? { request } : {}) })),
      fc.constant<PageEvent>({ is: 'finding' }),
      fc.constant<PageEvent>({ is: 'found', colleague: { id: 'x', name: 'Cy', mail: 'c@bantshire.example' } }),
      fc.constant<PageEvent>({ is: 'another-address' }),
      fc.constant<PageEvent>({ is: 'closed' }),
      fc.constantFrom<PageEvent>(
        { is: 'dismissed', what: 'done' },
        { is: 'dismissed', what: 'changed' },
        { is: 'dismissed', what: 'refused' },
      ),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        expect(after(events, asking).typed.reject).toEqual({ words: 'No room.' });
      }),
    );
  });
});
