import { AnonymousCredential, QueueClient, type WebResource } from '@azure/storage-queue';
import { Temporal } from 'temporal-polyfill';
import { turnLimits } from '../../bot/adapters/azure/storage-limits';
import { workQueue } from '../../bot/adapters/azure/work-queue';
import { runFor } from '../../bot/jobs/sweep';
import type { WorkMessage } from '../../bot/ports/queue';
import host from '../../functions/host.json';

/*
 * The host's file takes no comments, so its numbers are argued here.
 * - routePrefix empty: one catch-all function hands every address to the product's own table of routes.
 * - messageEncoding none: the queue's client sends plain text, and the host would expect base64; the difference shows in
 *   the cloud alone, where every message ends in the poison queue.
 * - batchSize 8 and newBatchThreshold 4: at most their sum, 12 messages of a queue at once in an instance. A message is mostly a
 *   wait for Teams, whose limit for the whole tenant is 50 a second. Without a threshold it is half a batch for each core.
 * - maxPollingInterval 2 s: the default lets an idle queue sleep for a minute, and a head's card would wait for it.
 * - maxDequeueCount 5, 30 s apart: for real faults. A busy Teams is no fault: it makes a new message with a delay. What is
 *   given up goes to work-poison, whose function puts it on the admins' list; it fails and comes again without an end.
 * - visibilityTimeout is the wait after a failure, longer than a passing fault of the storage. It is no limit of the work:
 *   the host goes on hiding a message while its function runs. The product's own leases (60 s) and its stop after 45 s are.
 * - functionTimeout 30 min: a sweep begins nothing new after 20 minutes (`runFor`, bot/jobs/sweep.ts), and has ten more for the
 *   slice in hand; a run that hangs is over before the next hour's; and what is cut short is there still at the next hour. It
 *   counts for each run anew, so the timer's retries have it too: two sweeps at once do what one does.
 * - telemetryMode: the host sends its own records as OpenTelemetry too, so that its call and our spans are one trace.
 * - no extended HTTP records: addresses and headers of requests can tell of persons.
 * - samples are taken of requests only: the log's lines are the record of what went wrong.
 */
describe('host.json', () => {
  const { queues, http } = host.extensions;

  it('should read messages in the encoding in which they are sent', async () => {
    const text = await sentText({ kind: 'request', id: 'VR-7K3M9QXA', commitId: 'c' });
    const encodings: Record<string, string> = { none: text, base64: Buffer.from(text, 'base64').toString() };
    expect(encodings[queues.messageEncoding]).toBe('{"kind":"request","id":"VR-7K3M9QXA","commitId":"c"}');
  });

  it('should leave every address to the product', () => {
    expect(http.routePrefix).toBe('');
  });

  it('should look for work every two seconds at the latest, and give up on a message after five faults', () => {
    expect(queues).toMatchObject({ maxPollingInterval: '00:00:02', maxDequeueCount: 5, visibilityTimeout: '00:00:30' });
  });

  it('should have a dozen messages at once in an instance, whatever its cores, and no option that the host does not know', () => {
    // https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json
    const known = ['maxPollingInterval', 'visibilityTimeout', 'batchSize', 'maxDequeueCount', 'newBatchThreshold', 'messageEncoding'];
    expect(Object.keys(queues).filter((name) => !known.includes(name))).toEqual([]);
    expect(queues).toMatchObject({ batchSize: 8, newBatchThreshold: 4 });
  });

  it('should let a sweep end by itself, and end a run that hangs before the next hour’s', () => {
    const { minutes } = Temporal.Duration.from(host.functionTimeout.replace(/^00:(\d\d):00$/, 'PT$1M'));
    expect(minutes).toBeGreaterThanOrEqual(runFor + 10);
    expect(minutes).toBeLessThan(60);
  });

  it('should collect nothing about the persons behind a request', () => {
    expect(host.logging.applicationInsights.httpAutoCollectionOptions).toEqual({
      enableHttpTriggerExtendedInfoCollection: false,
      enableResponseHeaderInjection: false,
    });
  });

  it('should speak OpenTelemetry, as the product does', () => {
    expect(host.telemetryMode).toBe('OpenTelemetry');
  });

  it('should never leave out a fault or a line of the log', () => {
    expect(host.logging.applicationInsights.samplingSettings.excludedTypes.split(';')).toEqual(['Exception', 'Trace']);
  });

  it('should bring the extensions of version 4, which hold the queue trigger', () => {
    expect(host.version).toBe('2.0');
    expect(host.extensionBundle).toEqual({ id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' });
  });
});

/** The text of a message as the product's queue puts it on the wire. */
async function sentText(message: WorkMessage): Promise<string> {
  const bodies: string[] = [];
  const httpClient = {
    sendRequest(request: WebResource): Promise<never> {
      bodies.push(String(request.body));
      throw new Error('sent');
    },
  };
  const queue = new QueueClient('http://127.0.0.1:1/account/work', new AnonymousCredential(), {
    httpClient,
    retryOptions: { maxTries: 1 },
  });
  await expect(workQueue(queue, turnLimits).enqueue(message, 0)).rejects.toThrow('sent');
  const text = /<MessageText>(.*)<\/MessageText>/.exec(bodies[0]!)![1]!;
  return text.replaceAll('&quot;', '"');
}
