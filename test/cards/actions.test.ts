import { verbs } from '../../bot/domain/verbs/table';
import { actions, button, readVerb, verbButton, verbData, verbInputs } from '../../cards/actions';

describe('button', () => {
  it('should carry the verb of its action and its data', () => {
    expect(button('showRequest', 'Open', { request: 'VR-7K3M9QXA' }, 'positive')).toEqual({
      title: 'Open',
      verb: 'show-request',
      data: { request: 'VR-7K3M9QXA' },
      style: 'positive',
      sends: false,
    });
  });
});

describe('the buttons of a verb', () => {
  const request = { id: 'VR-7K3M9QXA', revision: 3 };
  const seen = { request: 'VR-7K3M9QXA', revision: 3 };

  it.each([
    ['confirm', 'do', 'end', false],
    ['words', 'ask', 'ask-end', false],
    ['words', 'do', 'end', true],
    ['day', 'do', 'end', true],
    ['terms', 'do', 'end', true],
    ['colleague', 'ask', 'ask-end', false],
    ['colleague', 'find', 'find-end', true],
    ['colleague', 'do', 'end', false],
    ['correction', 'do', 'end', true],
  ] as const)('should send what was typed where it answers, and only there: %s, %s', (takes, step, verb, sends) => {
    expect(verbButton(step, { verb: 'end', style: 'danger', takes }, 'End', request)).toEqual({
      title: 'End',
      verb,
      data: seen,
      style: step === 'ask' ? 'default' : 'destructive',
      sends,
    });
  });

  it('should be read by the table, and by nothing that every object has', () => {
    expect(readVerb('reject', verbs)).toEqual({ step: 'do', verb: 'reject' });
    expect(readVerb('ask-reject', verbs)).toEqual({ step: 'ask', verb: 'reject' });
    expect(readVerb('find-offer-handover', verbs)).toEqual({ step: 'find', verb: 'offer-handover' });
    for (const name of [
      '',
      'juggle',
      'ask-',
      'ask-juggle',
      'constructor',
      'ask-constructor',
      '__proto__',
      'Reject',
      'reject ',
      'do-reject',
    ])
      expect(readVerb(name, verbs)).toBeUndefined();
  });

  it('should have no name that another button has', () => {
    const names = Object.values(actions).map(({ verb }): string => verb);
    expect(names.filter((name) => readVerb(name, verbs))).toEqual([]);
  });

  it('should drop what a card may not decide', () => {
    const data = { ...seen, words: 'No room', sponsor: 'somebody', status: 'approved', isAdmin: true };
    expect(verbData.parse(data)).toEqual(seen);
    expect(verbInputs.words.parse(data)).toEqual({ words: 'No room' });
    expect(verbInputs.confirm.parse(data)).toEqual({});
  });
});

describe('actions', () => {
  it('should have one verb each', () => {
    const verbs = Object.values(actions).map(({ verb }) => verb);
    expect(new Set(verbs).size).toBe(verbs.length);
  });

  it.each(['', 'VR-7k3m9qxa', 'VR-7K3M9QXA ', 'VR-7K3M9QXI', '../VR-7K3M9QXA', 7, null, { id: 'VR-7K3M9QXA' }])(
    'should refuse the reference %j',
    (request) => {
      expect(verbData.safeParse({ request, revision: 1 }).success).toBe(false);
    },
  );

  it.each([-1, 1.5, 2_000_000, 'x', Number.NaN])('should refuse the revision %j', (revision) => {
    expect(verbData.safeParse({ request: 'VR-7K3M9QXA', revision }).success).toBe(false);
  });
});
