import type { LogFields } from './log-fields';

/** What is measured, by the name under which it is found in the log; `unit` in OpenTelemetry's letters. */
export const metrics = {
  /** How long the oldest message that nobody takes has been due, by `target`, the queue. */
  queueAge: { name: 'alms.queue.age', unit: 's', kind: 'observed' },
  /** From when a message was due to when it was taken, by `target`. */
  pickUpDelay: { name: 'alms.queue.pickup_delay', unit: 's', kind: 'histogram' },
  /** Wake-ups that a sweep found due, and those that failed in it. */
  sweepDue: { name: 'alms.sweep.due', unit: '{wake}', kind: 'counter' },
  sweepFailed: { name: 'alms.sweep.failed', unit: '{wake}', kind: 'counter' },
  /** Attempts at a delivery, by `channel` and `outcome`, with the `code` of what failed. */
  deliveries: { name: 'alms.deliveries', unit: '{attempt}', kind: 'counter' },
  /** Answers of Microsoft Graph that could not be used, by `code`. */
  graphFaults: { name: 'alms.graph.faults', unit: '{fault}', kind: 'counter' },
  /** For how long a mail has to wait, by `code`: paced, or refused by Exchange. */
  mailWait: { name: 'alms.mail.wait', unit: 's', kind: 'histogram' },
  /** Runs of a directory account, by `outcome` and `code`. */
  accountSteps: { name: 'alms.account.steps', unit: '{step}', kind: 'counter' },
  /** Answers over HTTP, by `code`, the status, and `path`, the door. */
  httpAnswers: { name: 'alms.http.answers', unit: '{answer}', kind: 'counter' },
} as const;

export type MetricName = keyof typeof metrics;
export type RecordedMetric = { [Name in MetricName]: (typeof metrics)[Name]['kind'] extends 'observed' ? never : Name }[MetricName];

export interface SpanStart {
  /** `consumer`: it begins with a message of a queue. */
  kind?: 'internal' | 'consumer';
  /** The W3C traceparent of the span that it goes on from; absent: the one under way, if any. */
  from?: string | undefined;
  fields?: LogFields;
}

/** In seconds, of the queue that is its `target`. */
export interface QueueAge {
  value: number;
  fields: Pick<LogFields, 'target'>;
}

/** Traces and metrics. As the log, they hold ids, codes and counts, and nothing of anybody. */
export interface Telemetry {
  /** Does the work within a span of this name. What it throws is thrown on, and marks the span. */
  within<T>(name: string, start: SpanStart, work: () => Promise<T>): Promise<T>;
  /** The W3C traceparent of the span under way; undefined where there is none, or nothing is exported. */
  traceparent(): string | undefined;
  record(metric: RecordedMetric, value: number, fields?: LogFields): void;
  /** Has the values looked up whenever metrics are exported. */
  observe(metric: 'queueAge', look: () => Promise<readonly QueueAge[]>): void;
}

/** Does the work within a span, where there is any telemetry. */
export function inSpan<T>(name: string, start: SpanStart, work: () => Promise<T>, telemetry: Telemetry | undefined): Promise<T> {
  return telemetry ? telemetry.within(name, start, work) : work();
}
