import { inStatus, show } from './examples/requests';
import { verbsOf } from './walk';

const follows = 'VR-7K3M9QXB';
const following = inStatus('pending', { follows });
const titled = (card: object) => verbsOf(card).flatMap((one) => ('title' in one ? [one.title] : []));

describe('the ways out of a request’s card', () => {
  it('should open the request that it follows for whoever may, and lead back here', () => {
    const { card } = show(following, 'decider', { mayOpenFollowed: true });
    const open = verbsOf(card).find((one) => 'title' in one && one.title === `Open ${follows}`);
    expect(open?.data).toEqual({ request: follows, back: { to: 'request', id: following.id } });
    expect(titled(show(following, 'decider', { mayOpenFollowed: false }).card)).not.toContain(`Open ${follows}`);
    expect(titled(show(following, 'decider').card)).not.toContain(`Open ${follows}`);
  });

  it('should not stand beside a question', () => {
    const { card } = show(following, 'decider', { mayOpenFollowed: true, asking: { verb: 'reject' } });
    expect(titled(card)).toEqual(['Reject', 'Cancel']);
  });

  it.each([
    ['draft', 'Back', 'show-draft', { draft: follows }],
    ['request', 'Back', 'show-request', { request: follows }],
  ] as const)('should lead back to the %s, also when the client draws the card anew', (to, title, verb, data) => {
    const back = { to, id: follows };
    const { card } = show(inStatus('active'), 'sponsor', { back });
    expect(verbsOf(card).find((one) => 'title' in one && one.title === title)).toMatchObject({ verb, data });
    expect(card).toMatchObject({ refresh: { action: { data: { request: 'VR-7K3M9QXA', back } } } });
  });
});
