import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  type Attempt,
  type DeliveryAnswer,
  type DeliveryRecord,
  draftRetry,
  isExhausted,
  judgeDelivery,
  recordAfter,
  retry,
  secondsUntil,
  sentPhotoRetry,
} from '../../../../bot/domain/messages/delivery';

const now = Temporal.Instant.from('2027-01-18T10:15:00Z');
const failed = (count: number, isAmbiguous = false): Attempt[] =>
  Array.from({ length: count }, () => ({ at: '2027-01-18T09:00:00Z', code: 'Http503', ...(isAmbiguous && { isAmbiguous }) }));
const away = { outcome: 'later', code: 'Http503', isAmbiguous: false } as const;
const lost = { outcome: 'later', code: 'NoAnswer', isAmbiguous: true } as const;
const busy = { outcome: 'later', code: 'Throttled', isAmbiguous: false, isRefused: true } as const;
const nobody = { outcome: 'unreachable', code: 'Forbidden' } as const;

type Row = [what: string, DeliveryAnswer, Attempt[], 'teams' | 'mail', object];
const table: Row[] = [
  ['arrived', { outcome: 'delivered' }, failed(3), 'teams', { kind: 'delivered' }],
  ['has no reader there', nobody, [], 'teams', { kind: 'given-up', code: 'Forbidden', isForGood: true }],
  ['has no mailbox', nobody, failed(2), 'mail', { kind: 'given-up', code: 'Forbidden', isForGood: true }],
  ['failed for the first time', away, [], 'teams', { kind: 'try-again', code: 'Http503', seconds: 5 }],
  ['failed for the fourth time', away, failed(3), 'mail', { kind: 'try-again', code: 'Http503', seconds: 300 }],
  ['is asked for later', { ...away, afterSeconds: 90 }, failed(1), 'mail', { kind: 'try-again', code: 'Http503', seconds: 90 }],
  ['failed at its last try', away, failed(10), 'teams', { kind: 'given-up', code: 'Http503', isForGood: false }],
  ['was refused', busy, failed(2), 'teams', { kind: 'wait', code: 'Throttled', seconds: 15 }],
  ['was refused with a time', { ...busy, afterSeconds: 30 }, failed(10), 'mail', { kind: 'wait', code: 'Throttled', seconds: 40 }],
  ['may have arrived as a mail', lost, failed(1), 'mail', { kind: 'try-again', code: 'NoAnswer', seconds: 60 }],
  ['may have arrived twice as a mail', lost, failed(1, true), 'mail', { kind: 'given-up', code: 'NoAnswer', isForGood: false }],
  ['was lost once, and then not taken', away, failed(1, true), 'mail', { kind: 'try-again', code: 'Http503', seconds: 15 }],
  ['may have arrived as a card', lost, [], 'teams', { kind: 'try-again', code: 'NoAnswer', seconds: 5 }],
  ['may have arrived often as a card', lost, failed(9, true), 'teams', { kind: 'try-again', code: 'NoAnswer', seconds: 8 * 3600 }],
];

const answers: fc.Arbitrary<DeliveryAnswer> = fc.oneof(
  fc.constant<DeliveryAnswer>({ outcome: 'delivered' }),
  fc.constant<DeliveryAnswer>(nobody),
  fc.record({
    outcome: fc.constant('later' as const),
    code: fc.constant('Http503'),
    afterSeconds: fc.integer({ min: 0, max: 100_000 }),
    isAmbiguous: fc.boolean(),
  }),
  fc.integer({ min: 0, max: 100_000 }).map((afterSeconds) => ({ ...busy, afterSeconds })),
);
const channels = fc.constantFrom('teams' as const, 'mail' as const);
const policies = fc.constantFrom(retry, draftRetry, sentPhotoRetry);

/** A whole delivery, by the answers that it gets one after the other; what is left of them is not asked. */
function follow(given: readonly DeliveryAnswer[], channel: 'teams' | 'mail', policy = retry) {
  let record: DeliveryRecord = {};
  const verdicts: string[] = [];
  for (const answer of given) {
    const verdict = judgeDelivery(answer, record.attempts ?? [], channel, policy, 0);
    verdicts.push(verdict.kind);
    record = recordAfter(record, answer, verdict, now, channel === 'teams' && answer.outcome === 'delivered' ? 'card-1' : undefined);
    if (verdict.kind === 'delivered' || verdict.kind === 'given-up') break;
  }
  return { record, verdicts };
}

describe('the judgement of an attempt', () => {
  it.each(table)('should be known where it %s', (_what, answer, before, channel, expected) => {
    expect(judgeDelivery(answer, before, channel, retry, 0.5)).toEqual(expected);
  });

  it('should count a refusal where the policy says so', () => {
    expect(judgeDelivery(busy, [], 'teams', { ...retry, countsRefusals: true }, 0)).toMatchObject({ kind: 'try-again', seconds: 5 });
  });

  it('should never come back earlier than the channel asks, and spread those that were refused', () => {
    fc.assert(
      fc.property(
        answers,
        fc.integer({ min: 0, max: 12 }),
        channels,
        policies,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (answer, count, ...rest) => {
          const [channel, policy, chance] = rest;
          const verdict = judgeDelivery(answer, failed(count), channel, policy, chance);
          if (!('seconds' in verdict) || answer.outcome !== 'later') return;
          expect(verdict.seconds).toBeGreaterThanOrEqual(Math.max(1, answer.afterSeconds ?? 0));
          if (verdict.kind === 'wait') expect(verdict.seconds).toBeLessThan(Math.max(5, answer.afterSeconds ?? 0) + 20);
        },
      ),
    );
  });
});

describe('the record of a delivery', () => {
  it('should come to an end within its tries, however often it is refused', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 200 }), channels, policies, (given, channel, policy) => {
        const { record, verdicts } = follow(given, channel, policy);
        expect(verdicts.filter((kind) => kind === 'try-again').length).toBeLessThanOrEqual(policy.delays.length);
        expect((record.attempts ?? []).length).toBeLessThanOrEqual(policy.delays.length + 1);
        expect(record).not.toHaveProperty('reserved');
      }),
    );
  });

  it('should send a mail at most twice that may have arrived, and a card as often as any other', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 40 }), (given) => {
        const sent = (follow(given, 'mail').record.attempts ?? []).filter(({ isAmbiguous }) => isAmbiguous);
        expect(sent.length).toBeLessThanOrEqual(2);
      }),
    );
    const { verdicts } = follow(
      Array.from({ length: 20 }, () => lost),
      'teams',
    );
    expect(verdicts).toHaveLength(retry.delays.length + 1);
  });

  it('should forget its failures once a card is there, and keep those of a mail beside the one that went', () => {
    expect(follow([away, { outcome: 'delivered' }], 'teams').record).toEqual({ activity: 'card-1' });
    expect(follow([away, { outcome: 'delivered' }], 'mail').record).toEqual({
      attempts: [
        { at: now.toString(), code: 'Http503' },
        { at: now.toString(), code: 'sent' },
      ],
      sentAt: now.toString(),
    });
  });

  it('should say when it comes again, and not be tried after its last try', () => {
    const once = recordAfter({ reserved: now.toString() }, away, judgeDelivery(away, [], 'teams', retry, 0), now);
    expect(once).toEqual({ attempts: [{ at: now.toString(), code: 'Http503' }], notBefore: '2027-01-18T10:15:05Z' });
    expect(secondsUntil(once.notBefore, now)).toBe(5);
    expect(secondsUntil(once.notBefore, now.add({ seconds: 9 }))).toBe(0);
    expect(recordAfter({}, busy, judgeDelivery(busy, [], 'teams', retry, 0), now)).toEqual({ notBefore: '2027-01-18T10:15:05Z' });
    expect(isExhausted({ attempts: failed(10) }, retry)).toBe(false);
    expect(isExhausted({ attempts: failed(11) }, retry)).toBe(true);
  });
});
