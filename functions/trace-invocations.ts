import { app } from '@azure/functions';
import { context, propagation } from '@opentelemetry/api';

/**
 * Has every function run in the trace of the host's call. Microsoft's package for this changes `@azure/functions` as it is loaded, and
 * in a bundle nothing is: these are the public hooks that it uses.
 */
export function traceInvocations(): void {
  // The host then does not send once more what this process sends itself.
  app.setup({ capabilities: { WorkerOpenTelemetryEnabled: true } });
  app.hook.preInvocation((hook) => {
    const { traceParent, traceState } = hook.invocationContext.traceContext ?? {};
    if (traceParent === undefined) return;
    const carrier = { traceparent: traceParent, ...(traceState !== undefined && { tracestate: traceState }) };
    hook.functionHandler = context.bind(propagation.extract(context.active(), carrier), hook.functionHandler);
  });
}
