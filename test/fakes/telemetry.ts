import { InMemoryLogRecordExporter, type ReadableLogRecord, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, type DataPoint, InMemoryMetricExporter, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { openTelemetry } from '../../bot/adapters/telemetry/open-telemetry';
import { registerTelemetry } from '../../bot/adapters/telemetry/providers';
import { telemetryLog } from '../../bot/adapters/telemetry/telemetry-log';
import type { Log } from '../../bot/ports/log-fields';
import type { Telemetry } from '../../bot/ports/telemetry';

export interface Measured {
  name: string;
  unit: string;
  attributes: Record<string, unknown>;
  value: unknown;
}

/** Exports telemetry into memory. Call it once per test file: OpenTelemetry accepts one registration per process. */
export interface KeptTelemetry {
  telemetry: Telemetry;
  log: Log;
  spans(): ReadableSpan[];
  records(): ReadableLogRecord[];
  /** Metrics so far. */
  measured(): Promise<Measured[]>;
  /** All telemetry as one string. */
  text(): Promise<string>;
}

export function keepTelemetry(): KeptTelemetry {
  const [spans, records] = [new InMemorySpanExporter(), new InMemoryLogRecordExporter()];
  const points = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: points, exportIntervalMillis: 2 ** 30 });
  registerTelemetry({ name: 'alms', spans: new SimpleSpanProcessor(spans), metrics: reader, logs: new SimpleLogRecordProcessor(records) });
  async function measured(): Promise<Measured[]> {
    points.reset();
    await reader.forceFlush();
    return points
      .getMetrics()
      .flatMap(({ scopeMetrics }) =>
        scopeMetrics.flatMap(({ metrics }) =>
          metrics.flatMap(({ descriptor: { name, unit }, dataPoints }) =>
            (dataPoints as DataPoint<unknown>[]).map(({ attributes, value }) => ({ name, unit, attributes, value })),
          ),
        ),
      );
  }
  return {
    telemetry: openTelemetry(),
    log: telemetryLog({ level: 'info' }),
    spans: () => spans.getFinishedSpans(),
    records: () => records.getFinishedLogRecords(),
    measured,
    async text() {
      const told = [
        ...spans.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
        ...records.getFinishedLogRecords().map(({ body, attributes }) => ({ body, attributes })),
        ...(await measured()),
      ];
      return told.map((one) => JSON.stringify(one)).join('\n');
    },
  };
}
