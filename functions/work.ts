import { app } from '@azure/functions';
import { served } from './served';

/** The worker. host.json limits the redeliveries of a failed message. */
export function registerWork(): string {
  app.storageQueue('work', {
    queueName: 'work',
    connection: 'WorkQueues',
    handler: (message) => served().work(message),
  });
  return 'work';
}
