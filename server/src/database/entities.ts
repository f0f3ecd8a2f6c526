import type { EntitySchema } from 'typeorm';

type EntityClass = (abstract new (...args: never[]) => object) | EntitySchema;

/** Every TypeORM entity of the server. */
export const entities: EntityClass[] = [];
