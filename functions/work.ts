import { app } from '@azure/functions';
import { product } from './product';

/** The worker. host.json says how often a message that fails comes again. */
app.storageQueue('work', {
  queueName: 'work',
  connection: 'AzureWebJobsStorage',
  handler: (message) => product.work(message),
});
