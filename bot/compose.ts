import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptPhoto, isUploadOpen } from './actions/accept-photo';
import { photoImage } from './adapters/photo-image';
import type { Storage } from './adapters/storage';
import { createTeams, type TeamsOptions } from './adapters/teams';
import { answer } from './dispatch';
import type { Policy } from './domain/records';
import { setAside } from './jobs/set-aside';
import { type SweepReport, sweep } from './jobs/sweep';
import type { WorkPorts } from './jobs/try-later';
import { work } from './jobs/work';
import type { Clock, Installer, Log, People, Ports, Random } from './ports';
import { inTime } from './turn-deadline';
import { web } from './web';

/** The upload page’s files as text. */
export interface Pages {
  html: string;
  css: string;
  script: string;
}

/** What differs from host to host; the rest is the product. */
export interface Parts {
  stores: Pick<Storage, 'requests' | 'drafts' | 'views' | 'digests' | 'photos' | 'queue' | 'departments' | 'conversations'> & {
    people: People;
  };
  /** The directory as jobs ask it, who may wait longer than a turn; the one of `stores` unless given. */
  patientPeople?: People;
  /** Absent where the host cannot install the app for anybody. */
  installer?: Installer;
  policy: Policy;
  clock: Clock;
  random: Random;
  log: Log;
  /** Without a slash at the end. */
  publicUrl: string;
  pages: Pages;
  teams: Omit<TeamsOptions, 'handle' | 'conversations' | 'log' | 'reference'>;
}

export interface Product {
  /** Every HTTP route. */
  fetch(request: Request): Response | Promise<Response>;
  /** One message of the queue, parsed from its JSON. Throws where it should be delivered again. */
  work(message: unknown): Promise<void>;
  /** One message that failed too often, parsed as far as it can be. Throws where it should be delivered again. */
  setAside(message: unknown): Promise<void>;
  /** What the clock brings about by now; hourly. */
  sweep(): Promise<SweepReport>;
}

/** Puts the product together: the one place where its parts learn of each other. */
export function compose({
  stores,
  patientPeople = stores.people,
  installer,
  policy,
  clock,
  random,
  log,
  publicUrl,
  pages,
  teams: channel,
}: Parts): Product {
  const reference = () => Buffer.from(random.bytes(5)).toString('hex').toUpperCase();
  const { requests, drafts, views, digests, photos, queue, people, departments, conversations } = stores;
  const ports: Ports = {
    requests,
    drafts,
    views,
    digests,
    photos,
    images: photoImage,
    queue,
    people,
    departments,
    conversations,
    policy,
    clock,
    random,
    log,
    publicUrl,
  };
  const teams = createTeams({ ...channel, handle: inTime((turn) => answer(turn, ports), log), conversations, log, reference });
  const routes = web({
    messages: (request) => teams.process(request),
    upload: {
      pages,
      organisation: policy.organisation,
      origin: new URL(publicUrl).origin,
      isOpen: (ref) => isUploadOpen(ref, ports),
      accept: (ref, bytes, crop) => acceptPhoto(ref, bytes, crop, ports),
    },
    log,
    reference,
  });
  const workPorts: WorkPorts = { ...ports, people: patientPeople, chat: teams.chat, ...(installer && { installer }) };
  return {
    fetch: (request) => routes.fetch(request),
    work: (message) => work(message, workPorts),
    setAside: (message) => setAside(message, workPorts),
    sweep: () => sweep(workPorts),
  };
}

/** Reads the built upload page: upload.html, upload.css and upload.js of one folder. */
export function readPages(folder: string): Pages {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { html: text('upload.html'), css: text('upload.css'), script: text('upload.js') };
}
