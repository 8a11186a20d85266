import { app } from '@azure/functions';
import { served } from './served';

/** Directory accounts, from a queue of their own: in a second app, the only one that may change a directory. */
export function registerAccounts(): string {
  app.storageQueue('accounts', {
    queueName: 'accounts',
    connection: 'WorkQueues',
    handler: (message) => served().accounts(message),
  });
  return 'accounts';
}
