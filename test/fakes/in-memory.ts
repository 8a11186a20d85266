import type { Department, Person } from '../../bot/domain/organisation/organisation';
import { InMemoryDepartments } from './in-memory-departments';
import { InMemoryDigestStore } from './in-memory-digest-store';
import { InMemoryDraftStore } from './in-memory-draft-store';
import { InMemoryPeople } from './in-memory-people';
import { InMemoryPhotos } from './in-memory-photos';
import { InMemoryPolicies } from './in-memory-policies';
import { InMemoryRequestStore } from './in-memory-request-store';
import { InMemorySummaries } from './in-memory-summaries';
import { InMemoryViewStore } from './in-memory-view-store';
import { sampleDepartments, samplePeople } from './sample';

/** Every store but the queue, with the sample's departments and people unless others are given. */
export function inMemoryStores(given: { departments?: Department[]; people?: Person[] } = {}) {
  const people = new InMemoryPeople(given.people ?? samplePeople);
  return {
    requests: new InMemoryRequestStore(),
    drafts: new InMemoryDraftStore(),
    digests: new InMemoryDigestStore(),
    views: new InMemoryViewStore(),
    summaries: new InMemorySummaries(),
    photos: new InMemoryPhotos(),
    departments: new InMemoryDepartments(given.departments ?? sampleDepartments),
    policies: new InMemoryPolicies(),
    people,
    conversations: people,
  };
}
