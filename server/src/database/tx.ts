import type { EntityManager } from 'typeorm';

/** The right to read and write inside one open transaction; always the first argument, never hidden in a context. */
export type Tx = EntityManager;
