import { graphAbsence } from '../../../../bot/adapters/graph/graph-absence';
import { graphClient, graphLimits } from '../../../../bot/adapters/graph/graph-client';
import type { Absence } from '../../../../bot/ports/directory';
import { type AutomaticReplies, type FakeGraph, graphToken, startGraph } from '../../../fakes/graph';
import { InMemoryDirectory } from '../../../fakes/in-memory-directory';
import { StoryClock } from '../../../fakes/story-clock';
import { headId } from '../../../make';

let graph: FakeGraph;
let clock: StoryClock;
let table: InMemoryDirectory;
let logged: string;
let absence: Absence;
beforeEach(async () => {
  graph = await startGraph();
  clock = new StoryClock();
  clock.set('2027-01-18T10:15');
  table = new InMemoryDirectory();
  logged = '';
  absence = open();
  graph.users.set(headId, {
    id: headId,
    displayName: 'Eleanor Brightwater',
    mail: 'eleanor.brightwater@bantshire.example',
    userPrincipalName: 'eb@bantshire.example',
    accountEnabled: true,
    userType: 'Member',
    employeeType: null,
  });
});
afterEach(async () => await graph.stop());

/** A process of its own, over the same storage and directory. */
function open(): Absence {
  const record = (...line: unknown[]) => void (logged += JSON.stringify(line));
  const log = { info: record, warn: record, error: record };
  const limits = { ...graphLimits.job, milliseconds: 300, tries: 1 };
  return graphAbsence({ graph: graphClient({ tokens: async () => graphToken, limits, clock, baseUrl: graph.url }), table, clock, log });
}

function replies(status: string, from?: string, to?: string, timeZone = 'UTC'): AutomaticReplies {
  const at = (dateTime: string) => ({ dateTime, timeZone });
  return {
    status,
    externalAudience: 'all',
    internalReplyMessage: '<p>In Lisbon with Ottoline</p>',
    externalReplyMessage: '<p>In Lisbon with Ottoline</p>',
    scheduledStartDateTime: at(from ?? '2027-01-17T00:00:00.0000000'),
    scheduledEndDateTime: at(to ?? '2027-01-18T00:00:00.0000000'),
  };
}

describe('whether somebody is away', () => {
  const [before, after] = ['2027-01-11T17:00:00.0000000', '2027-02-03T08:00:00.0000000'];
  it.each<[string, AutomaticReplies, { until?: string } | undefined]>([
    ['no reply', replies('disabled'), undefined],
    ['no reply, though dates are left from an earlier one', replies('disabled', before, after), undefined],
    ['a reply for good, whatever dates stand beside it', replies('alwaysEnabled'), {}],
    ['a reply that runs', replies('scheduled', before, after), { until: '2027-02-03' }],
    ['the same in the older way of writing', replies('Scheduled', before, after), { until: '2027-02-03' }],
    ['a reply that is over', replies('scheduled', before, '2027-01-18T10:15:00.0000000'), undefined],
    ['a reply that is yet to come', replies('scheduled', '2027-01-18T10:15:01.0000000', after), undefined],
    ['a reply that has just begun', replies('scheduled', '2027-01-18T10:15:00.0000000', after), { until: '2027-02-03' }],
    [
      'an end late in the day in the zone of Windows',
      replies('scheduled', before, '2027-02-03T20:00:00', 'Eastern Standard Time'),
      { until: '2027-02-04' },
    ],
    [
      'an end in a zone by its usual name',
      replies('scheduled', before, '2027-02-03T20:00:00', 'America/New_York'),
      { until: '2027-02-04' },
    ],
    [
      'an end in a zone that nobody knows',
      replies('scheduled', before, '2027-02-03T20:00:00', 'Customized Time Zone'),
      { until: '2027-02-03' },
    ],
    ['dates that are none', replies('scheduled', 'soon', 'later'), {}],
    ['an end that is missing', { status: 'scheduled', scheduledStartDateTime: null, scheduledEndDateTime: null }, {}],
    ['a word of tomorrow', replies('whenFocusing', before, after), undefined],
  ])('should be told from %s', async (_what, setting, away) => {
    graph.replies.set(headId, setting);
    expect(await absence.away(headId)).toEqual(away);
    expect(graph.calls).toEqual([`GET /v1.0/users/${headId}/mailboxSettings/automaticRepliesSetting`]);
  });

  it('should keep no word of the reply', async () => {
    graph.replies.set(headId, replies('scheduled', before, after));
    await absence.away(headId);
    expect(table.records.size).toBe(1);
    expect(JSON.stringify([...table.records]) + logged).not.toMatch(/Lisbon|Ottoline/);
  });

  it('should be asked once in a quarter of an hour, by all processes, and end by itself', async () => {
    graph.replies.set(headId, replies('scheduled', before, '2027-01-18T10:20:00'));
    expect([await absence.away(headId), await open().away(headId)]).toEqual([{ until: '2027-01-18' }, { until: '2027-01-18' }]);
    clock.pass({ minutes: 10 });
    expect(await absence.away(headId)).toBeUndefined();
    expect(graph.calls).toHaveLength(1);
    clock.pass({ minutes: 6 });
    await absence.away(headId);
    expect(graph.calls).toHaveLength(2);
  });
});

describe('somebody of whom nothing can be learnt', () => {
  it.each([
    ['has no mailbox', { status: 404, code: 'MailboxNotEnabledForRESTAPI' }],
    ['may not be asked about, as the permission was not given', { status: 403, code: 'ErrorAccessDenied' }],
    ['is asked about too often', { status: 429, code: 'TooManyRequests', retryAfter: 60 }],
    ['is asked about while Graph is down', { status: 503, code: 'ServiceUnavailable' }],
    ['is asked about with a dropped line', { drop: true }],
    ['is asked about without an answer', { silent: true }],
    ['is told of in words that mean nothing', { body: '{"status": 7}' }],
  ])('should be taken for present where the person %s', async (_what, trouble) => {
    graph.replies.set(headId, replies('alwaysEnabled'));
    graph.trouble({ ...trouble, times: 9 });
    expect(await absence.away(headId)).toBeUndefined();
    expect(logged).not.toContain('Eleanor');
  });

  it('should be taken for present where the directory does not know them', async () => {
    graph.users.clear();
    expect(await absence.away(headId)).toBeUndefined();
  });
});
