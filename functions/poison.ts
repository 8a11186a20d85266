import { app } from '@azure/functions';
import { served } from './served';

/**
 * Where the host puts a message of `work` that failed as often as host.json says. Behind a queue of this name there is no
 * further one, so a message that fails here comes again until it is on the admins' list.
 */
app.storageQueue('poison', {
  queueName: 'work-poison',
  connection: 'AzureWebJobsStorage',
  handler: (message) => served().setAside(message),
});
