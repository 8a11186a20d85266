import {
  type Attributes,
  metrics as api,
  type Counter,
  context,
  type Histogram,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { keptFields, type LogFields } from '../../ports/log-fields';
import { metrics, type RecordedMetric, type Telemetry } from '../../ports/telemetry';

/** Under which all of the product's spans, metrics and log records are found. */
export const instrumentationScope = 'alms';

/** Telemetry by OpenTelemetry, exported by what is registered with it already; by nothing where nothing is. */
export function openTelemetry(): Telemetry {
  const tracer = trace.getTracer(instrumentationScope);
  const meter = api.getMeter(instrumentationScope);
  const made = new Map<RecordedMetric, (value: number, attributes: Attributes) => void>();

  function instrumentOf(metric: RecordedMetric): (value: number, attributes: Attributes) => void {
    const { name, unit, kind } = metrics[metric];
    if (kind === 'counter') {
      const counter: Counter = meter.createCounter(name, { unit });
      return (value, attributes) => counter.add(value, attributes);
    }
    const histogram: Histogram = meter.createHistogram(name, { unit });
    return (value, attributes) => histogram.record(value, attributes);
  }

  return {
    within(name, { kind = 'internal', from, fields = {} }, work) {
      const here = context.active();
      const invocation = trace.getSpanContext(here);
      const parent = from === undefined ? here : propagation.extract(here, { traceparent: from });
      const isElsewhere = from !== undefined && invocation !== undefined;
      const span = tracer.startSpan(
        name,
        {
          kind: kind === 'consumer' ? SpanKind.CONSUMER : SpanKind.INTERNAL,
          attributes: attributesOf(fields),
          // The host's own trace of this call leads to the one that it is part of.
          ...(isElsewhere && { links: [{ context: invocation }] }),
        },
        parent,
      );
      return context.with(trace.setSpan(parent, span), async () => {
        try {
          return await work();
        } catch (fault) {
          // Messages of faults may quote what people typed, so the class alone is told.
          span.setAttributes(attributesOf({ fault: (fault as Error).name }));
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw fault;
        } finally {
          span.end();
        }
      });
    },
    traceparent() {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent;
    },
    record(metric, value, fields = {}) {
      const known = made.get(metric) ?? instrumentOf(metric);
      made.set(metric, known);
      known(value, attributesOf(fields));
    },
    observe(metric, look) {
      const { name, unit } = metrics[metric];
      meter.createObservableGauge(name, { unit }).addCallback(async (result) => {
        for (const { value, fields } of await look()) result.observe(value, attributesOf(fields));
      });
    },
  };
}

/** The fields of {@link LogFields} as attributes: what is not declared is left out, as of a line of the log. */
export function attributesOf(fields: LogFields): Attributes {
  return Object.fromEntries(
    Object.entries(keptFields(fields)).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : (value as string | number | boolean),
    ]),
  );
}
