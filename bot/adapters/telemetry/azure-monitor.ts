import type { TokenCredential } from '@azure/identity';
import {
  AzureMonitorLogExporter,
  AzureMonitorMetricExporter,
  AzureMonitorTraceExporter,
  RateLimitedSampler,
} from '@azure/monitor-opentelemetry-exporter';
import { BatchLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, ParentBasedSampler } from '@opentelemetry/sdk-trace-base';
import { type RegisteredTelemetry, registerTelemetry } from './providers';

export interface AzureMonitorOptions {
  connectionString: string;
  /** Application Insights takes nothing by the connection string alone. */
  credential: TokenCredential;
  name: string;
  /** Milliseconds between two exports of metrics. */
  metricsEvery?: number;
}

/** A flood of requests must not become a flood of costs: more traces a second are not begun. */
const tracesPerSecond = 20;

/**
 * Sends telemetry to Application Insights. A bundle of its own, as most of it is a library that a start without Application Insights
 * need not read.
 */
export function exportToAzureMonitor({
  connectionString,
  credential,
  name,
  metricsEvery = 60_000,
}: AzureMonitorOptions): RegisteredTelemetry {
  // What cannot be sent is dropped: it is not worth a file on the host's disk.
  const options = { connectionString, credential, disableOfflineStorage: true };
  return registerTelemetry({
    name,
    spans: new BatchSpanProcessor(new AzureMonitorTraceExporter(options)),
    metrics: new PeriodicExportingMetricReader({ exporter: new AzureMonitorMetricExporter(options), exportIntervalMillis: metricsEvery }),
    logs: new BatchLogRecordProcessor(new AzureMonitorLogExporter(options)),
    sampler: new ParentBasedSampler({ root: new RateLimitedSampler(tracesPerSecond) }),
  });
}
