import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, type LogRecordProcessor } from '@opentelemetry/sdk-logs';
import { MeterProvider, type MetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, type Sampler, type SpanProcessor } from '@opentelemetry/sdk-trace-base';

export interface TelemetryPipes {
  /** As which the app is known: `cloud_RoleName` in Application Insights. */
  name: string;
  spans: SpanProcessor;
  metrics: MetricReader;
  logs: LogRecordProcessor;
  /** Absent: every trace is kept. */
  sampler?: Sampler;
}

export interface RegisteredTelemetry {
  /** Sends what is held. Throws nothing: nobody is helped by it. */
  flush(): Promise<void>;
}

/** Registers OpenTelemetry for this process. Spans that wait for each other know so by Node's own context. */
export function registerTelemetry({ name, spans, metrics: reader, logs: records, sampler }: TelemetryPipes): RegisteredTelemetry {
  const resource = resourceFromAttributes({ 'service.name': name });
  const tracers = new BasicTracerProvider({ resource, spanProcessors: [spans], ...(sampler && { sampler }) });
  const meters = new MeterProvider({ resource, readers: [reader] });
  const loggers = new LoggerProvider({ resource, processors: [records] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  logs.setGlobalLoggerProvider(loggers);
  return {
    async flush() {
      await Promise.allSettled([tracers.forceFlush(), meters.forceFlush(), loggers.forceFlush()]);
    },
  };
}
