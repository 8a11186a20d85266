import { Temporal } from 'temporal-polyfill';
import { loadPolicy } from '../../../../bot/data/load';
import policyJson from '../../../../bot/data/policy.json';
import { emptyAnswers } from '../../../../bot/domain/form/questions';
import type { StepName } from '../../../../bot/domain/form/steps';
import { awaitsPhoto, offeredTo } from '../../../../bot/domain/request/sent-picture';

const policy = loadPolicy(policyJson);
const photo = { blob: '0'.repeat(32) };

describe('a draft', () => {
  it.each<[string, StepName, object, boolean]>([
    ['without a photo', 'who', {}, true],
    ['whose review asks for the photo', 'review', {}, true],
    ['whose review offers another photo', 'review', { photo }, true],
    ['that has its photo, at another step', 'visit', { photo }, false],
    ['without a card', 'review', { idCard: false }, false],
  ])('%s should await a picture from the chat or not', (_, step, answers, expected) => {
    expect(awaitsPhoto({ step, answers: { ...emptyAnswers, ...answers } }, policy)).toBe(expected);
  });
});

describe('an offered picture', () => {
  const offered = { kind: 'file', url: 'https://bantshire-my.sharepoint.com/x', at: '2027-01-18T10:00:00Z' } as const;
  const at = (time: string) => offeredTo({ offered }, Temporal.Instant.from(`2027-01-18T${time}Z`));

  it('should wait for half an hour', () => {
    expect(at('10:29:59')).toEqual({ kind: 'file', url: offered.url });
    expect(at('10:30:00')).toBeUndefined();
    expect(offeredTo({}, Temporal.Instant.from(offered.at))).toBeUndefined();
  });
});
