import { actions, button } from '../../cards/actions';

describe('button', () => {
  it('should carry the verb of its action and its data', () => {
    expect(button('approve', 'Approve', { request: 'VR-7K3M9QXA', revision: 3 }, 'positive')).toEqual({
      title: 'Approve',
      verb: 'approve',
      data: { request: 'VR-7K3M9QXA', revision: 3 },
      style: 'positive',
    });
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
      expect(actions.approve.data.safeParse({ request, revision: 1 }).success).toBe(false);
    },
  );

  it.each([-1, 1.5, 2_000_000, 'x', Number.NaN])('should refuse the revision %j', (revision) => {
    expect(actions.approve.data.safeParse({ request: 'VR-7K3M9QXA', revision }).success).toBe(false);
  });

  it('should drop what a card may not decide', () => {
    const data = { request: 'VR-7K3M9QXA', revision: 3, words: 'No room', sponsor: 'somebody', status: 'approved', isAdmin: true };
    expect(actions.reject.data.parse(data)).toEqual({ request: 'VR-7K3M9QXA', revision: 3, words: 'No room' });
  });
});
