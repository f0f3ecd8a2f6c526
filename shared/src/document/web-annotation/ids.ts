import { isStorable } from '../../lib/plain-text.js';
import { textHash } from '../../log/hash.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ANY_UUID = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const OWN = 'urn:assay:annotation:';
/** Longer ones could not be named by an act that makes a claim of the mark. */
const ID_MAX = 60;

/** The id under which a mark is kept: as it is where that can be kept, else its hash. Making it again changes nothing. */
export function keptId(id: string): string {
  const asItIs = id !== '' && id.length <= ID_MAX && id !== '__proto__' && isStorable(id);
  return asItIs ? id : `sha-${textHash(id).slice(0, 40)}`;
}

/** The IRI that names a mark in a file. `idOf` reads it back as the kept id (AN8). */
export function iriOf(id: string): string {
  const kept = keptId(id);
  return UUID.test(kept) ? `urn:uuid:${kept}` : `${OWN}${encodeURIComponent(kept)}`;
}

/** The id of what an IRI names: the one that we gave it, the UUID, or the IRI itself; hashed where it cannot be kept. */
export function idOf(iri: string): string {
  const uuid = ANY_UUID.exec(iri)?.[1];
  if (uuid !== undefined) return uuid.toLowerCase();
  return keptId((iri.startsWith(OWN) ? decoded(iri.slice(OWN.length)) : null) ?? iri);
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
