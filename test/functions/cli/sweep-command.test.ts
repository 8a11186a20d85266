import { RestError } from '@azure/data-tables';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { CommandError } from '../../../functions/cli/command-error';
import type { Looking } from '../../../functions/cli/open-read-only';
import { runSweep } from '../../../functions/cli/sweep-command';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makePerson, makeRequest, sponsorId } from '../../make';

let ports: TestPorts;
let open: (data: string | undefined) => Looking;
beforeEach(() => {
  ports = makePorts();
  open = () => ports;
});

async function run(...args: string[]) {
  let printed = '';
  const complaints: string[] = [];
  const code = await runSweep(args, {
    open: (data) => open(data),
    print: (text) => void (printed += text),
    complain: (line) => void complaints.push(line),
  });
  return { code, printed, complaint: complaints.join('\n') };
}

async function has(id: string, wake: string, changes: Partial<VisitorRequest> = {}): Promise<void> {
  await ports.has(makeRequest({ id, ...changes }));
  await ports.views.putWake(wake, id);
}

const decided = { decision: { verb: 'approve' as const, by: headId, at: '2027-01-20T10:00:00Z', channel: 'teams' as const } };

describe('the look ahead', () => {
  beforeEach(async () => {
    await has('VR-00000001', '2027-02-03T00', { status: 'approved', ...decided });
    await has('VR-00000002', '2027-02-20T08', { status: 'active', validTo: '2027-03-22', ...decided });
    await has('VR-00000003', '2027-02-21T00', { status: 'active', validTo: '2027-02-20', ...decided });
    await has('VR-00000004', '2027-01-26T08');
    await has('VR-00000005', '2027-02-21T08', {
      status: 'active',
      validTo: '2027-03-23',
      sponsor: 'e0f3d2aa-0c59-4d2b-9c1b-3a5d7e9f1b22',
      ...decided,
    });
    await has('VR-00000006', '2027-03-01T08', { status: 'withdrawn' });
    await has('VR-00000007', '2027-03-02T08', { status: 'active', ...decided });
  });

  it('should say what happens to whom and why by noon of a day, and touch nothing', async () => {
    const touched = jest.fn();
    for (const store of [ports.views, ports.requests, ports.digests, ports.queue, ports.people, ports.drafts])
      store.beforeCommit = async () => touched();
    const { code, printed, complaint } = await run('--dry', '--today', '2027-03-01');
    expect(complaint).toBe('');
    expect(printed.split('\n').map((line) => line.replaceAll(/  +/g, ' | '))).toEqual([
      'due | request | what happens | who is told | why | comes up again',
      "2027-01-26 08:00 | VR-00000004 | - | Eleanor Brightwater, Tomasz Więcek, Siobhán O'Driscoll, the admins’ list | nobody has decided, reminder 3 | 2027-09-01 00:00",
      '2027-02-03 00:00 | VR-00000001 | account begins | - | its first day has come | 2027-08-01 08:00',
      '2027-02-20 08:00 | VR-00000002 | - | Marisol Okafor | nobody has said yet whether it goes on | 2027-03-08 08:00',
      '2027-02-21 00:00 | VR-00000003 | account ends | Marisol Okafor | its last day has passed; it is over | never',
      '2027-02-21 08:00 | VR-00000005 | - | Eleanor Brightwater, the admins’ list | its sponsor has left; nobody has said yet whether it goes on | 2027-03-08 08:00',
      '2027-03-01 08:00 | VR-00000006 | - | - | settled since the clock was set | never',
      '',
      'Due by Mon 1 Mar 2027, 12:00 (Europe/London): 6 wake-ups. Told: 4 people. Nothing is touched.',
      '',
    ]);
    expect(code).toBe(0);
    expect(touched).not.toHaveBeenCalled();
    expect([ports.views.attention, ports.chat.sent]).toEqual([[], []]);
  });

  it('should be of this moment unless a day is given', async () => {
    expect((await run('--dry')).printed).toBe('Nothing is due by Mon 18 Jan 2027, 10:15 (Europe/London).\n');
    ports.clock.set('2027-02-03T00:03');
    expect((await run('--dry')).printed).toMatch(/VR-00000001 +account begins[\s\S]*2 wake-ups/);
  });

  it('should be of this moment, not of noon, in the afternoon', async () => {
    ports.clock.set('2027-02-03T16:20');
    expect((await run('--dry', '--today', '2027-02-03')).printed).toContain('by Wed 3 Feb 2027, 16:20 (');
  });

  it('should show at night what waits for the morning', async () => {
    ports.clock.set('2027-02-27T01:03');
    expect((await run('--dry')).printed).toMatch(/VR-00000002 .* waits until people may be written to +every hour\n/);
  });

  it('should call people by their ids where the directory does not answer, and say so', async () => {
    ports.people.fault = new Error('away');
    jest.spyOn(ports.people, 'name').mockResolvedValue(undefined);
    const { code, printed, complaint } = await run('--dry', '--today', '2027-02-20');
    expect(printed).toContain(sponsorId);
    expect(complaint).toBe('Of some people the product has no word of the directory yet: they are taken for present.');
    expect(code).toBe(0);
  });

  it('should let no name rewrite its line', async () => {
    await ports.people.save(makePerson({ name: 'Mari\u001b[2K\r\u202eSol' }));
    expect((await run('--dry', '--today', '2027-03-01')).printed).toContain('Mari\uFFFD[2K\uFFFD\uFFFDSol');
  });
});

describe('what is refused', () => {
  it('should be a sweep itself, which is the timer’s', async () => {
    const { code, printed, complaint } = await run();
    expect([code, printed]).toEqual([1, '']);
    expect(complaint).toMatch(/^The sweep itself is the timer’s, every hour\. To see what it would do, say --dry\.\n\nUsage:/);
    expect((await run('--today', '2027-03-01')).complaint).toMatch(/^The sweep itself is the timer’s/);
  });

  it.each([
    [['--dry', '--today', '2027-02-29'], '--today needs a day, such as 2027-03-01.'],
    [['--dry', '--today', 'tomorrow'], '--today needs a day, such as 2027-03-01.'],
    [['--dry', '--today', '2027-01-17'], 'Sun 17 Jan 2027 is over, and what was due then is done: it is Mon 18 Jan 2027.'],
    [['--dry', '--force'], "Unknown option '--force'"],
    [['--dry', 'now'], "Unexpected argument 'now'"],
    [['--dry', '--today'], "Option '--today <value>' argument missing"],
  ])('should be %j, in a sentence', async (args, sentence) => {
    const { code, printed, complaint } = await run(...args);
    expect([code, printed]).toEqual([1, '']);
    expect(complaint.startsWith(sentence)).toBe(true);
  });

  it.each([
    [new CommandError('Local mode does not run.'), 'Local mode does not run.'],
    [new RestError('secret-body', { statusCode: 403 }), 'Storage Table Data Reader'],
    [new RestError('secret-body', { statusCode: 404 }), 'is it the right one'],
  ])('should be a fault in words: %s', async (fault, words) => {
    open = () => {
      throw fault;
    };
    const { code, complaint } = await run('--dry');
    expect([code, complaint]).toEqual([1, expect.stringContaining(words)]);
    expect(complaint).not.toContain('secret-body');
  });
});
