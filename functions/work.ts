import { app } from '@azure/functions';
import { served } from './served';

/** The worker. host.json says how often a message that fails comes again. */
app.storageQueue('work', {
  queueName: 'work',
  connection: 'AzureWebJobsStorage',
  handler: (message) => served().work(message),
});
