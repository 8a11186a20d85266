import type { DraftAnswer, DraftField, DraftView } from '../../../../bot/channels/tab/draft-contract';

/** A field of a made-up draft; a text unless said. */
export function field(name: string, value = '', more: Partial<DraftField> = {}): DraftField {
  return { field: name, label: name, value, input: { kind: 'text' }, warnings: [], isCompared: false, ...more };
}

/** A draft whose first question is answered, with these answers. */
export function view(revision: number, values: Record<string, string>, more: Partial<DraftView> = {}): DraftView {
  return {
    draft: 'VR-00000042',
    revision,
    round: 0,
    heading: 'New visitor',
    notes: [],
    sections: [
      { title: 'School', fields: [field('department', 'physics')] },
      { title: 'Name', fields: Object.entries(values).map(([name, value]) => field(name, value)) },
    ],
    missing: [],
    outcome: '',
    send: 'Make request',
    privacy: '',
    party: 'own',
    ...more,
  };
}

export function draft(of: DraftView, more: Partial<Extract<DraftAnswer, { kind: 'draft' }>> = {}): DraftAnswer {
  return { kind: 'draft', view: of, ...more };
}
