import type { OutgoingCard } from '../../../bot/domain/shown/outgoing-card';
import { account } from './account';
import { changes } from './change';
import { digests } from './digest';
import { drafting } from './drafting';
import { extensions } from './extension';
import { requests } from './requests';

/** Named `<template>/<what it shows>`; each makes its card anew. */
export type Examples = Record<string, () => OutgoingCard>;

export const examples: Examples = { ...drafting, ...requests, ...account, ...extensions, ...changes, ...digests };
