import { app } from '@azure/functions';
import { served } from './served';

/**
 * The host moves a message of this queue here after the tries of host.json. The poison queue has no further one, so a
 * message that fails here is redelivered until it is on the admins' list.
 */
export function registerPoison(name: string, queue: 'work' | 'accounts'): string {
  app.storageQueue(name, {
    queueName: `${queue}-poison`,
    connection: 'WorkQueues',
    handler: (message) => served().setAside(message),
  });
  return name;
}
