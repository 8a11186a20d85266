import { telemetryLog } from '../../../../bot/adapters/telemetry/telemetry-log';
import { metrics } from '../../../../bot/ports/telemetry';
import { keepTelemetry } from '../../../fakes/telemetry';

const kept = keepTelemetry();
const { telemetry } = kept;

describe('a span', () => {
  it('should hold the fields of the log alone, and of a fault its class alone', async () => {
    const careless = { request: 'VR-7K3M9QXA', name: 'Ottoline', attempt: 'Ottoline' };
    const failing = telemetry.within('failing', { fields: careless as object }, () => Promise.reject(new TypeError('Ottoline')));
    await expect(failing).rejects.toThrow('Ottoline');
    const span = kept.spans().findLast(({ name }) => name === 'failing');
    expect(span).toMatchObject({ attributes: { request: 'VR-7K3M9QXA', fault: 'TypeError' }, status: { code: 2 }, events: [] });
    expect(span?.status.message).toBeUndefined();
  });

  it('should go on from where it is told to, linked to the call in which it does', async () => {
    const from = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await telemetry.within('call', {}, () => telemetry.within('taken', { kind: 'consumer', from }, async () => undefined));
    const [call, taken] = ['call', 'taken'].map((one) => kept.spans().findLast(({ name }) => name === one));
    expect(taken?.parentSpanContext).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' });
    expect(taken?.links.map(({ context }) => context.spanId)).toEqual([call?.spanContext().spanId]);
  });

  it('should name itself to whoever goes on from it, and nothing where there is none', async () => {
    expect(telemetry.traceparent()).toBeUndefined();
    const inside = await telemetry.within('outer', {}, async () => telemetry.traceparent());
    const { traceId, spanId } = kept
      .spans()
      .findLast(({ name }) => name === 'outer')!
      .spanContext();
    expect(inside).toBe(`00-${traceId}-${spanId}-01`);
  });
});

describe('a metric', () => {
  it('should be found under its name and unit, with the fields by which it is told apart', async () => {
    telemetry.observe('queueAge', async () => [{ value: 400, fields: { target: 'work' } }]);
    telemetry.record('graphFaults', 1, { code: 'Throttled' });
    telemetry.record('graphFaults', 1, { code: 'Throttled' });
    const measured = await kept.measured();
    const of = (name: string) => measured.filter((one) => one.name === name);
    expect(of(metrics.queueAge.name)).toMatchObject([{ unit: 's', attributes: { target: 'work' }, value: 400 }]);
    expect(of(metrics.graphFaults.name)).toMatchObject([{ attributes: { code: 'Throttled' }, value: 2 }]);
  });
});

describe('the log', () => {
  it('should have a severity, and leave out what is below its level', () => {
    const log = telemetryLog({ level: 'warn' });
    log.info({ code: 'a' }, 'not told');
    log.warn({ code: 'b' }, 'told');
    log.error({ code: 'c' }, 'told louder');
    const told = kept.records().map(({ body, severityText, severityNumber }) => [body, severityText, severityNumber]);
    expect(told).toEqual([
      ['told', 'warn', 13],
      ['told louder', 'error', 17],
    ]);
  });
});
