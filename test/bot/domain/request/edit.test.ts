import { remainderOf } from '../../../../bot/domain/request/edit';
import type { Draft } from '../../../../bot/domain/request/records';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { headId, makeDraft, makeRequest, strangerId } from '../../../make';

const [shown, added] = ['a'.repeat(32), 'b'.repeat(32)];
const answers = { ...makeRequest().answers, photo: { blob: shown } };
const sentDraft = makeDraft({ revision: 4, answers, touched: { department: 2, who: 3, lastName: 3, visit: 4, telephone: 4, photo: 4 } });
const made = makeRequest({ answers, sent: { round: 0, revision: 4 } });
/** The same draft after another device typed something into it. */
const typedSince = (changed: Partial<Draft['answers']>, touched: string[], more: Partial<Draft> = {}): Draft => ({
  ...sentDraft,
  revision: 5,
  answers: { ...answers, ...changed },
  touched: { ...sentDraft.touched, ...Object.fromEntries(touched.map((key) => [key, 5])) },
  ...more,
});
const late = typedSince({ telephone: '01632 960 199' }, ['visit', 'telephone']);

function left(draft: Draft, of: VisitorRequest = made): Draft | undefined {
  return remainderOf(draft, of, of.sent);
}

describe('what is left of a draft whose request is made', () => {
  it.each<[string, Draft, VisitorRequest]>([
    ['was sent as it is', sentDraft, made],
    ['only its card was drawn anew', { ...sentDraft, uploads: [{ hash: '00', until: '2027-01-18T11:00:00Z' }] }, made],
    ['was typed into and back again', typedSince({}, ['visit', 'telephone']), made],
    ['the request has been withdrawn', late, { ...made, status: 'withdrawn' }],
    ['the request is somebody else’s by now', late, { ...made, sponsor: strangerId }],
    ['was sent before versions were noted', late, makeRequest()],
    ['is of an earlier round', late, { ...made, sent: { round: 2, revision: 1 } }],
  ])('should be nothing where it %s', (_what, draft, of) => {
    expect(left(draft, of)).toBeUndefined();
  });

  it.each<[string, Draft, VisitorRequest]>([
    ['was opened to edit the request since', { ...sentDraft, revision: 1, changes: { revision: 1, department: 'history' } }, made],
    [
      'was opened before somebody decided',
      { ...sentDraft, revision: 1, changes: { revision: 2, department: 'history' } },
      { ...made, revision: 3, sent: { round: 1, revision: 4 } },
    ],
    ['is of somebody else, by chance', { ...late, sponsor: strangerId }, { ...made, involved: [made.sponsor], sponsor: strangerId }],
  ])('should be all of it where it %s', (_what, draft, of) => {
    expect(left(draft, of)).toBe(draft);
  });

  it('should be an edit of the request with what was typed since, and nothing else', () => {
    expect(left({ ...late, prepared: { by: strangerId, name: 'Them' }, cardActivity: '7', spare: 'VR-00000001' })).toEqual({
      id: made.id,
      sponsor: made.sponsor,
      revision: 6,
      step: 'review',
      answers: { ...answers, telephone: '01632 960 199' },
      touched: { visit: 5, telephone: 5 },
      changes: {
        revision: made.revision,
        department: answers.department,
        photo: shown,
        validFrom: made.validFrom,
        validTo: made.validTo,
        isLate: true,
      },
      uploads: [],
      touchedAt: late.touchedAt,
    });
  });

  it('should keep what an admin has corrected since', () => {
    const corrected = { ...made, revision: 2, answers: { ...answers, lastName: 'Fairweather-Vale' } };
    expect(left(late, corrected)?.answers).toMatchObject({ lastName: 'Fairweather-Vale', telephone: '01632 960 199' });
  });

  it('should leave out what was cleared, and have the photo that was added, with its picture', () => {
    const { title: _cleared, ...others } = answers;
    const edited = {
      ...typedSince({}, ['visit', 'title', 'photo']),
      answers: { ...others, photo: { blob: added } },
      thumbnail: 'data:',
    };
    expect(left(edited)).toMatchObject({ answers: { photo: { blob: added } }, changes: { photo: shown }, thumbnail: 'data:' });
    expect(left(edited)?.answers).not.toHaveProperty('title');
  });

  it('should have the question of a request that has been returned since', () => {
    const decision = { verb: 'return' as const, by: headId, at: made.madeAt, channel: 'teams' as const, words: 'Which room?' };
    expect(left(late, { ...made, status: 'returned', revision: 2, decision })?.changes).toMatchObject({
      revision: 2,
      question: 'Which room?',
    });
  });

  it('should be the draft itself where another answer to its question was typed: that question has its answer', () => {
    const changes = { revision: 2, department: 'history', question: 'Which room?' };
    const resubmitted = {
      ...made,
      revision: 3,
      question: { askedAt: made.madeAt, revision: 3, answered: { question: 'Which room?', answer: 'Room 4' } },
      sent: { round: 2, revision: 4 },
    };
    const answered = typedSince({}, [], { changes, answer: 'Room 4.12' });
    expect(left(answered, resubmitted)).toBe(answered);
    for (const answer of ['Room 4', 'Room\n4 ', ' ']) expect(left({ ...answered, answer }, resubmitted)).toBeUndefined();
  });
});
