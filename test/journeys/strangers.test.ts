import { isIn } from '../../bot/domain/verbs/offers';
import { verbs } from '../../bot/domain/verbs/table';
import { actions } from '../../cards/actions';
import { sampleDepartments } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { draftOf, eventsOf, fillsIn, forges, makesRequest, requestIn, requestsIn } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor']);
let id: string;
beforeEach(async () => {
  await makesRequest(world, sponsor);
  id = requestIn(world).id;
});

const ofVerbs = Object.keys(verbs).flatMap((verb) => [`ask-${verb}`, `find-${verb}`, verb]);
/** Everything that a button of a card may send. */
const names = [...Object.values(actions).map(({ verb }): string => verb), ...ofVerbs];
/** All that a card may carry, so that every verb finds what it needs. */
const cardData = (request: string, draft: string) => ({
  request,
  draft,
  revision: 1,
  step: 'who',
  words: 'No.',
  until: '2027-05-31',
  mail: 'gwilym.ap-rhys@bantshire.example',
  to: 'a1a6bcde-3a12-4c64-ae02-ff05b7c1dce2',
  firstName: 'Mallory',
  lastName: 'Vale',
});
/** What tells of the request: its visitor, its sponsor, where it stands. */
const telling = /Ottoline|Fairweather|Grace|o\.fairweather|Okafor|Brightwater|Waiting for a decision|Approved|decided|pending/;

const outsiders: [string, () => Promise<TeamsPerson>][] = [
  ['a stranger', () => world.somebody('stranger')],
  ['the head of another department', () => world.person(sampleDepartments.find(({ id }) => id === 'history')?.head ?? '')],
  ['an unknown person', () => world.person('99999999-aaaa-4bbb-8ccc-000000000099')],
];

describe.each(outsiders)('%s', (_who, outsider) => {
  it('should learn and change nothing by any verb with somebody else’s request', async () => {
    const person = await outsider();
    const before = [requestIn(world), await eventsOf(world)];
    for (const name of names) {
      const answer = await forges(world, person, name, cardData(id, id));
      expect({ name, text: answer.text }).toEqual({ name, text: expect.stringMatching(/\w/) });
      expect({ name, text: answer.text }).toEqual({ name, text: expect.not.stringMatching(telling) });
      expect({ name, card: JSON.stringify(answer.card ?? {}) }).toEqual({ name, card: expect.not.stringMatching(/Ottoline|Fairweather/) });
      expect({ name, after: [requestIn(world), await eventsOf(world)] }).toEqual({ name, after: before });
    }
  });

  it('should get the same answer for a request that is there as for one that is not', async () => {
    const person = await outsider();
    for (const name of [
      'show-request',
      'edit-request',
      ...Object.keys(verbs).filter((verb) => isIn(verbs[verb as keyof typeof verbs], 'chat')),
      'ask-reject',
      'ask-return',
      'ask-withdraw',
      'ask-shorten',
      'ask-end',
      'ask-offer-handover',
      'find-offer-handover',
    ]) {
      const [real, invented] = [
        await forges(world, person, name, cardData(id, id)),
        await forges(world, person, name, cardData('VR-ZZZZZZZZ', 'VR-ZZZZZZZZ')),
      ];
      expect(real).toEqual(invented);
      expect(real.text).toContain('This request does not exist or you do not have access to it.');
    }
  });
});

describe('a draft of somebody else', () => {
  it('should not be touched or shown by any verb, not even to the head', async () => {
    await fillsIn(world, sponsor, { names: { firstName: 'Ottoline', lastName: 'Secondson' } });
    const draft = await draftOf(world, sponsor);
    const people = [await world.somebody('stranger'), await world.somebody('head')];
    for (const name of names) {
      for (const person of people) {
        const answer = await forges(world, person, name, cardData(draft.id, draft.id));
        expect({ name, text: answer.text }).toEqual({ name, text: expect.not.stringMatching(/Secondson|Grace/) });
      }
      expect({ name, draft: await draftOf(world, sponsor) }).toEqual({ name, draft });
    }
    expect(requestsIn(world).all()).toHaveLength(1);
  });
});

describe('people who may see a request but not decide it', () => {
  it.each(['approve', 'reject', 'return', 'ask-reject', 'ask-return'] as const)(
    'should be refused %s of their own request in words, also as head',
    async (name) => {
      const head = await world.somebody('head');
      await makesRequest(world, head, { names: { firstName: 'Ines', lastName: 'Vale' } });
      for (const [person, request] of [
        [sponsor, id],
        [
          head,
          requestsIn(world)
            .all()
            .find(({ sponsor: by }) => by === head.id)?.id ?? '',
        ],
      ] as const) {
        const { text } = await forges(world, person, name, cardData(request, request));
        expect(text).toContain('someone else has to decide it');
        expect(await eventsOf(world, request)).toEqual(['request']);
      }
    },
  );

  it.each(['approve', 'reject', 'return'] as const)('should be refused %s as an admin where the department has deciders', async (name) => {
    const { text } = await forges(world, await world.somebody('admin'), name, cardData(id, id));
    expect(text).toContain('This request does not exist or you do not have access to it.');
    expect(requestIn(world).status).toBe('pending');
  });

  it.each(['withdraw', 'edit-request', 'ask-withdraw'] as const)('should be refused %s as the head', async (name) => {
    const { text } = await forges(world, await world.somebody('head'), name, cardData(id, id));
    expect(text).toContain('This request does not exist or you do not have access to it.');
    expect(requestIn(world).status).toBe('pending');
  });
});

describe('another tenant', () => {
  it('should be refused, whoever it says it is', async () => {
    const head = await world.somebody('head');
    const value = { action: { type: 'Action.Execute', verb: 'approve', data: { request: id, revision: 1 } }, trigger: 'manual' };
    const ours = head.activityOf({ type: 'invoke', name: 'adaptiveCard/action', replyToId: '1', value });
    const theirs = '00000000-0000-4000-8000-00000000feed';
    for (const activity of [
      { ...ours, channelData: { tenant: { id: theirs } }, conversation: { ...(ours['conversation'] as object), tenantId: theirs } },
      { ...ours, channelData: { tenant: { id: theirs } } },
      { ...ours, conversation: { ...(ours['conversation'] as object), tenantId: theirs } },
    ]) {
      const response = await world.teams.sendRaw(activity, await world.teams.authorization());
      expect(response.status).toBe(403);
      expect(await response.text()).not.toMatch(telling);
    }
    expect(await eventsOf(world)).toEqual(['request']);
  });
});
