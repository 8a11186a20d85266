import type { Answer } from '../turn';
import { notYours } from './answers';
import type { Pressed } from './press';
import { type RequestCardPorts, showRequestOf } from './request-card';

/** A request as it is now: *Open*, *Cancel*, and what an open card asks by itself. One point read. */
export async function showRequest({ person, data }: Pressed<{ request: string }>, ports: RequestCardPorts): Promise<Answer> {
  const stored = await ports.requests.read(data.request);
  return stored ? showRequestOf(stored.value, person, ports) : notYours(ports);
}
