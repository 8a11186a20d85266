import { Temporal } from 'temporal-polyfill';
import { findingsOf } from '../domain/health/findings';
import type { Finding, HealthFacts } from '../domain/health/health';
import { pastDates, sampleLeftovers } from '../domain/health/leftovers';
import type { HealthProbes } from '../ports/health';
import type { Ports } from '../ports/ports';
import type { CountedMatters, JobRun, ViewStore } from '../ports/views';

export type HealthPorts = Pick<Ports, 'departments' | 'people' | 'policy' | 'clock'> & {
  views: Pick<ViewStore, 'lastRuns' | 'countAttention'>;
};

/** For a host that can look at nothing but its own stores. */
export const blind: HealthProbes = {
  settings: () => ({ settings: [], does: { mails: false, installs: true, makesAccounts: false } }),
  shownSettings: () => ({}),
  stores: async () => [],
  waiting: async () => [],
  graph: async () => ({ kind: 'unasked' }),
  mailbox: async () => undefined,
  catalogue: async () => undefined,
};

/** Looks at everything that a deployment stands on, and says what is not well. Changes nothing and never throws. */
export async function lookAtHealth(ports: HealthPorts, probes = blind): Promise<Finding[]> {
  const today = ports.clock.now().toPlainDate().toString();
  const [stores, waiting, graph, mailbox, catalogue, runs, departments, admins, matters] = await Promise.all([
    probes.stores(),
    probes.waiting(),
    probes.graph(),
    probes.mailbox(),
    probes.catalogue(),
    ports.views.lastRuns().catch(() => undefined),
    departmentsWithHeads(ports).catch(() => undefined),
    ports.people.admins().then(
      ({ length }) => length,
      () => undefined,
    ),
    ports.views.countAttention(mostMatters).catch(() => undefined),
  ]);
  const since = (job: JobRun) => minutesSince(runs?.[job], ports);
  return findingsOf({
    ...probes.settings(),
    stores,
    waiting,
    graph,
    ...(mailbox && { mailbox }),
    ...(catalogue && { catalogue }),
    sinceSweep: since('sweep'),
    sinceReconcile: since('reconcile'),
    sinceBackup: since('backup'),
    departments,
    admins,
    ...(matters && { accounts: accountMatters(matters, ports) }),
    leftovers: [...sampleLeftovers(ports.policy), ...sampleLeftovers(probes.shownSettings())],
    pastDates: pastDates(ports.policy, today),
  });
}

/** As many as one storage call answers with. */
const mostMatters = 1_000;

function accountMatters(
  matters: Readonly<Record<string, CountedMatters>>,
  ports: Pick<Ports, 'clock'>,
): NonNullable<HealthFacts['accounts']> {
  const [end, start, refused] = ['account-end', 'account-start', 'account-refused'].map((kind) => matters[kind]);
  const [first] = [end, start, refused].flatMap((one) => one?.since ?? []).sort();
  return {
    away: (end?.count ?? 0) + (start?.count ?? 0),
    refused: refused?.count ?? 0,
    untold: matters['it-untold']?.count ?? 0,
    minutes: minutesSince(first, ports) ?? 0,
  };
}

/** Undefined for nothing. */
export function minutesSince(instant: string | undefined, { clock }: Pick<Ports, 'clock'>): number | undefined {
  if (instant === undefined) return undefined;
  return Temporal.Instant.from(instant).until(clock.now().toInstant()).total('minutes');
}

/** A head of whom the directory does not tell counts as able: that it is away is another finding. */
export async function departmentsWithHeads({
  departments,
  people,
}: Pick<HealthPorts, 'departments' | 'people'>): Promise<({ id: string } & NonNullable<HealthFacts['departments']>[number])[]> {
  const all = (await departments.all()).filter(({ isClosed }) => !isClosed);
  await people.prefetch(all.flatMap(({ head }) => head ?? []));
  return await Promise.all(
    all.map(async ({ id, name, head }) => {
      if (head === undefined) return { id, name, head: 'none' as const };
      const known = await people.person(head).catch(() => 'away' as const);
      const isAble = known === 'away' || (known?.isEnabled === true && !known.isOutsider);
      return { id, name, head: isAble ? ('able' as const) : ('gone' as const) };
    }),
  );
}
