import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { graphClient, graphLimits } from '../../bot/adapters/graph/graph-client';
import { retry } from '../../bot/domain/messages/delivery';
import { setAside } from '../../bot/jobs/dead-letter';
import { backUp } from '../../bot/jobs/night/back-up';
import { deliver } from '../../bot/outbox/deliver';
import type { WorkPorts } from '../../bot/outbox/work-ports';
import type { BackupReport } from '../../bot/ports/backup';
import { logFields } from '../../bot/ports/log-fields';
import { metrics } from '../../bot/ports/telemetry';
import { functionNames } from '../../infra/package/function-names';
import { graphToken, startGraph } from '../fakes/graph';
import type { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { StoryClock } from '../fakes/story-clock';
import { keepTelemetry } from '../fakes/telemetry';
import { startWorld } from '../fakes/world';
import { Computed, type Declaration, parseBicep } from '../infra/parse-bicep';
import { makesRequest } from './steps';

interface Alert {
  name: string;
  query: string;
  measure: string;
  operator: 'GreaterThan' | 'LessThan';
  threshold: number;
  window: string;
  every: string;
}
interface Row {
  table: 'traces' | 'customMetrics';
  message?: string;
  name?: string;
  valueSum?: number;
  customDimensions: Record<string, unknown>;
}

let declarations: Declaration[];
let alerts: Alert[];
beforeAll(async () => {
  ({ declarations } = await parseBicep('infra/modules/alerts.bicep'));
  const { body } = declarations.find(({ symbol }) => symbol === 'alerts')!;
  alerts = (body as unknown as Record<string, unknown>[]).map((one) => ({ ...one, query: queryOf(one.query) })) as unknown as Alert[];
});

/** The query as Azure gets it: with the lists of functions put in. */
function queryOf(query: unknown): string {
  const text = query instanceof Computed ? query.text.slice(1, -1) : String(query);
  const lists: Record<string, string> = {
    wholeList: [...functionNames.accounts, ...functionNames.public].join(' '),
    publicList: functionNames.public.join(' '),
    accountsList: functionNames.accounts.join(' '),
  };
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => lists[name] ?? 'nothing');
}

/** The query of one rule. */
const queryIn = (body: unknown): string => /query":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(body))?.[1]?.replaceAll('\\"', '"') ?? '';

const kept = keepTelemetry();
const { telemetry, log } = kept;

/** What Application Insights shows of all that was exported, in the columns of its tables. */
async function rows(): Promise<Row[]> {
  const traces = kept
    .records()
    .map(
      ({ body, attributes }): Row => ({ table: 'traces', message: String(body), customDimensions: attributes as Record<string, unknown> }),
    );
  const measured = (await kept.measured()).map(({ name, value, attributes }): Row => {
    const valueSum = typeof value === 'number' ? value : (value as { sum: number }).sum;
    return { table: 'customMetrics', name, valueSum, customDimensions: attributes };
  });
  return [...traces, ...measured];
}

/** The small part of Kusto that the queries are written in: one table, and a condition on its columns. */
function found({ query }: Pick<Alert, 'query'>, all: readonly Row[]): Row[] {
  const [, table, condition] = /^(traces|customMetrics) \| where (.+)$/.exec(query) ?? [];
  if (table === undefined || condition === undefined) throw new Error(`This test cannot read: ${query}`);
  const code = condition
    .replace(/([\w.()]+) !in \(([^)]*)\)/g, '![$2].includes($1)')
    .replace(/([\w.()]+) in \(([^)]*)\)/g, '[$2].includes($1)')
    .replace(/ and /g, ' && ')
    .replace(/ or /g, ' || ')
    .replace(/([^!=<>])==([^=])/g, '$1===$2');
  const toint = (value: unknown) => (value === undefined ? Number.NaN : Number(value));
  const tostring = (value: unknown) => (value === undefined ? '' : String(value));
  return all.filter(
    (row) => row.table === table && runInNewContext(code, { message: '', name: '', valueSum: 0, ...row, toint, tostring }) === true,
  );
}

function fires(alert: Alert, all: readonly Row[]): boolean {
  const rowsFound = found(alert, all);
  const value =
    alert.measure === 'count' ? rowsFound.length : rowsFound.reduce((sum, row) => sum + Number(row[alert.measure as 'valueSum']), 0);
  return alert.operator === 'GreaterThan' ? value > alert.threshold : value < alert.threshold;
}
const firing = async () => {
  const all = await rows();
  return alerts.filter((alert) => fires(alert, all)).map(({ name }) => name);
};

let [age, accountsAge] = [0, 0];
telemetry.observe('queueAge', async () => [
  { value: age, fields: { target: 'work' } },
  { value: accountsAge, fields: { target: 'accounts' } },
]);

describe('the alerts', () => {
  it('should be silent on a day on which all is well, and loud of each thing that is not, by what the product itself writes', async () => {
    expect(await firing()).toEqual(['no-sweep']);

    const world = await startWorld({ telemetry, log });
    const sponsor = await world.somebody('sponsor');
    log.info({ functions: [...functionNames.accounts, ...functionNames.public].sort().join(' ') }, 'started');
    log.info({ functions: [...functionNames.public].join(' ') }, 'started');
    await world.product.sweep();
    await makesRequest(world, sponsor);
    const post = (path: string) =>
      world.product.fetch(new Request(`https://alms.bantshire.example${path}`, { method: 'POST', body: '{}' }));
    await post('/api/messages');
    expect(await firing()).toEqual([]);

    await setAside({ kind: 'request', id: 'VR-7K3M9QXA' }, { ...world.stores, clock: world.clock, log } as Parameters<typeof setAside>[1]);
    expect(await firing()).toEqual(['given-up']);

    jest.spyOn(world.stores.views, 'wakesUntil').mockImplementationOnce(() => {
      throw new TypeError('away');
    });
    await expect(world.product.sweep()).rejects.toThrow();
    expect(await firing()).toEqual(['given-up', 'failed-run']);

    age = 301;
    expect(await firing()).toEqual(['given-up', 'failed-run', 'queue-old']);
    [age, accountsAge] = [0, 901];
    expect(await firing()).toEqual(['given-up', 'failed-run', 'accounts-old']);
    accountsAge = 0;

    for (let call = 0; call < 101; call += 1) await world.product.fetch(new Request('https://alms.bantshire.example/api/tab/me'));
    expect(await firing()).toEqual(['given-up', 'failed-run', 'refused-callers']);

    jest.spyOn(world.stores.requests, 'readAll').mockRejectedValue(new TypeError('away'));
    const [request] = (world.stores.requests as unknown as InMemoryRequestStore).all();
    for (let call = 0; call < 6; call += 1)
      await world
        .tab(sponsor)
        .opens(request?.id ?? '')
        .catch(() => undefined);
    expect(await firing()).toContain('server-errors');

    const refused = async () => ({ outcome: 'later', code: '503', isAmbiguous: false }) as const;
    const ports = { clock: world.clock, random: { bytes: () => new Uint8Array(2) }, retry, log, telemetry } as unknown as WorkPorts;
    for (let call = 0; call < 21; call += 1) await deliver({}, { channel: 'teams', causedBy: sponsor.id, send: refused }, ports);
    expect(await firing()).toContain('deliveries-failing');
    await world.stop();

    const graph = await startGraph();
    const client = graphClient({
      tokens: async () => graphToken,
      limits: { ...graphLimits.turn, tries: 1 },
      clock: new StoryClock(),
      baseUrl: graph.url,
      telemetry,
    });
    await graph.stop();
    for (let call = 0; call < 21; call += 1) await client.remove('/users/nobody').catch(() => undefined);
    expect(await firing()).toContain('graph-refusing');

    log.info({ functions: 'poison reconcile web work' }, 'started');
    expect(await firing()).toContain('other-functions');
  });

  it('should count a backup as made that is whole, and no other, by the lines that the backup writes', async () => {
    const { body, condition } = declarations.find(({ symbol }) => symbol === 'noBackup')!;
    expect(condition).toBe('hasBackup');
    const query = queryIn(body);
    const within = query.replace(' and timestamp > ago(26h)', '').replace(/isempty\(([\w.]+)\)/, 'tostring($1) == ""');
    expect(within).not.toBe(query);
    const views = new InMemoryViewStore();
    const done = { rows: 4, photos: 1, gone: 0 };
    const reports: BackupReport[] = [
      { ...done, held: 0, isCutShort: true },
      { ...done, held: 3 },
      { ...done, held: 0 },
    ];
    for (const [index, report] of reports.entries()) {
      await backUp({ copy: async () => report }, { clock: new StoryClock(), log, views });
      expect([index, found({ query: within }, await rows()).length]).toEqual([index, index === 2 ? 1 : 0]);
    }
  });

  it('should tell of the log before it is full: four fifths of what a day may bring, in the columns of Usage', async () => {
    const { body } = declarations.find(({ symbol }) => symbol === 'logCap')!;
    const criterion =
      /"query":"([^"]*)","timeAggregation":"Total","metricMeasureColumn":"(\w+)","operator":"GreaterThan","threshold":(\d+)/;
    const [, query = '', column, threshold] = criterion.exec(JSON.stringify(body)) ?? [];
    // Azure's own table, of which one row is the megabytes that a table took in within an hour.
    const usage = ['TimeGenerated', 'DataType', 'IsBillable', 'Quantity', 'QuantityUnit', 'StartTime', 'EndTime'];
    expect(usage).toContain(column);
    const words = query.match(/[A-Za-z]\w*/g) ?? [];
    expect(words.filter((word) => !['Usage', 'where', 'and', ...usage].includes(word))).toEqual([]);
    const { declarations: logs } = await parseBicep('infra/modules/monitoring.bicep');
    const quota = /"dailyQuotaGb":(\d+)/.exec(JSON.stringify(logs))?.[1];
    expect(Number(threshold)).toBe(0.8 * 1_000 * Number(quota));
    expect(JSON.stringify(body)).toMatch(/"scopes":\[\{"text":"workspaceId"\}\].*"windowSize":"P1D"/);
  });

  it('should read metrics by names that there are', () => {
    const names: string[] = Object.values(metrics).map(({ name }) => name);
    const asked = alerts.flatMap(({ query }) => [...query.matchAll(/"(alms\.[\w.]+)"/g)].map(([, name = '']) => name));
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('should read fields that the log and the metrics have, as the runbook does', () => {
    const rules = declarations.filter(({ type }) => type.startsWith('Microsoft.Insights/scheduledQueryRules@'));
    const texts = [
      ...alerts.map(({ query }) => query),
      ...rules.map(({ body }) => queryIn(body)),
      readFileSync('infra/RUNBOOK.md', 'utf8'),
    ];
    const fields = texts.flatMap((query) => [...query.matchAll(/customDimensions\.(\w+)/g)].map(([, field = '']) => field));
    expect(new Set(fields).size).toBeGreaterThan(10);
    expect(fields.filter((field) => !Object.hasOwn(logFields, field))).toEqual([]);
  });

  it('should look as often as their window is long, at least, and tell whoever is named', () => {
    const minutes = (text: string) => ({ PT5M: 5, PT15M: 15, PT1H: 60, PT3H: 180 })[text] ?? Number.NaN;
    for (const { name, window, every } of alerts) expect([name, minutes(every) <= minutes(window)]).toEqual([name, true]);
    const rules = declarations.filter(({ type }) => type.startsWith('Microsoft.Insights/scheduledQueryRules@'));
    expect(rules).toHaveLength(3);
    for (const { body } of rules) expect(JSON.stringify(body)).toContain('people.id');
  });
});

describe('the runbook', () => {
  const page = readFileSync('infra/RUNBOOK.md', 'utf8');
  const sections = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((text) => [text.split('\n')[0] ?? '', text]),
  );

  it('should have a section for each alert: what people notice, where to look, what to do and when it is over', () => {
    const names = [...alerts.map(({ name }) => name), 'log-cap', 'no-backup'];
    expect([...sections.keys()].sort()).toEqual([...names, 'Follow one request'].sort());
    for (const name of names)
      for (const part of ['People notice:', 'Look:', 'Do:', 'Over when:'])
        expect([name, sections.get(name)?.includes(`**${part}**`)]).toEqual([name, true]);
  });

  it('should ask for messages and metrics that the product writes, and link to it from the page', () => {
    const sources = readdirSync('bot', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(`bot/${path}`, 'utf8'))
      .join('\n');
    const started = readFileSync('functions/product.ts', 'utf8');
    const queries = [...page.matchAll(/^```kusto\n([^]*?)^```$/gm)].map(([, code = '']) => code);
    const messages = queries.flatMap((code) =>
      [...code.matchAll(/message (?:==|in) (\([^)]*\)|"[^"]*")/g)].flatMap(([, list = '']) =>
        [...list.matchAll(/"([^"]+)"/g)].map(([, one = '']) => one),
      ),
    );
    // Of a line, or of a span, in the text around: in backticks, with a space in it.
    const named = page.replace(/^```kusto\n[^]*?^```$/gm, '').matchAll(/`([a-z]+(?: [a-z]+)+)`/g);
    const lines = [...named].map(([, one = '']) => one).filter((one) => !/^(npm|az) /.test(one));
    expect(lines).toContain('work at once');
    const beginnings = queries.flatMap((code) => [...code.matchAll(/message startswith "([^"]+)"/g)].map(([, one = '']) => one));
    // The span of a message is called by its queue.
    const written = sources.replaceAll('take ${target}', 'take work');
    expect([...lines, ...beginnings].filter((one) => !new RegExp(`['\`]${one}`).test(written))).toEqual([]);
    expect(messages.length).toBeGreaterThan(3);
    expect(messages.filter((one) => !sources.includes(`'${one}'`) && !started.includes(`'${one}'`))).toEqual([]);
    const asked = queries.flatMap((code) => [...code.matchAll(/"(alms\.[\w.]+)"/g)].map(([, name = '']) => name));
    expect(asked.filter((name) => !Object.values(metrics).some((one) => one.name === name))).toEqual([]);
    expect(readFileSync('infra/README.md', 'utf8')).toContain('](RUNBOOK.md)');
  });
});
