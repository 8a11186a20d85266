import { randomBytes } from 'node:crypto';
import { journeyCallsOf, mostOfJourney, overLimit, storageCallsOf, type TurnCalls } from '../bench/storage-calls';
import { testConnection } from '../setup/azurite-storage';

let counted: TurnCalls[];
beforeAll(async () => {
  counted = await storageCallsOf(testConnection(), `c${randomBytes(8).toString('hex')}`);
});

function turns(kind: TurnCalls['kind']): TurnCalls[] {
  return counted.filter((one) => one.kind === kind);
}

describe('the storage calls of a turn', () => {
  it('should be at most two for a step of the request, and always some, as nothing typed may be lost', () => {
    expect(overLimit(turns('step'))).toEqual([]);
    expect(turns('step').filter(({ stored }) => stored === 0)).toEqual([]);
    expect(turns('step').length).toBeGreaterThan(3);
  });

  it('should be one more to look for the same visitor by name, and two by name and email', () => {
    expect(overLimit([...turns('names'), ...turns('review')])).toEqual([]);
    const looked = (kind: TurnCalls['kind']) => turns(kind).map(({ calls }) => calls.table.filter((call) => /Views\(\)/.test(call)).length);
    expect([looked('names'), looked('review')]).toEqual([[1, 1], [2]]);
    expect(turns('step').flatMap(({ calls }) => calls.table.filter((call) => /Views\(\)/.test(call)))).toEqual([]);
  });

  it('should be at most four, and one message, for making the request', () => {
    expect(overLimit(turns('make'))).toEqual([]);
    expect(turns('make').map(({ queued }) => queued)).toEqual([1]);
  });

  it('should be at most three, and one message, for a decision', () => {
    expect(overLimit(turns('decision'))).toEqual([]);
    expect(turns('decision').map(({ turn, queued }) => [turn, queued])).toEqual([
      ['Approve', 1],
      ['Reject', 1],
      ['Return', 1],
    ]);
  });

  it('should be counted at all: a decision reads the request and commits in one transaction', () => {
    const [approve] = turns('decision');
    const made = (approve?.calls.table ?? []).map((call) => call.replace(/\?.*/, ''));
    expect(made[0]).toMatch(/^GET .*Requests\(/);
    expect(made.filter((call) => /^POST .*\$batch$/.test(call))).toHaveLength(1);
  });
});

describe('the storage calls of a whole journey', () => {
  it('should be no more than they were brought down to, with one message for each change, taken back when it is done', async () => {
    const { table, queue } = await journeyCallsOf(testConnection(), `j${randomBytes(8).toString('hex')}`);
    expect(table.slice(mostOfJourney)).toEqual([]);
    expect(table.length).toBeGreaterThan(mostOfJourney / 2);
    expect(queue.map((call) => call.split(' ')[0]).sort()).toEqual(['DELETE', 'DELETE', 'POST', 'POST', 'POST']);
    const lists = table.filter((call) => /^(?:PUT|POST|DELETE) .*Views\((?!PartitionKey='wake)/.test(decodeURIComponent(call)));
    expect(lists.map((call) => decodeURIComponent(call).replace(/.*PartitionKey='(\w+).*/, '$1'))).toEqual(['sponsor', 'sponsor']);
  });
});
