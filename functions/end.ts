import { app } from '@azure/functions';
import { served } from './served';

/** Deliveries beside an answer come to their end before the instance goes; what is cut off comes from the queue. */
app.hook.appTerminate(() => served().finish());
