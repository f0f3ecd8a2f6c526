import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { richTextOf } from '#shared/document/rich-text-of.js';
import { plainText } from '#shared/domain/rich-text.js';
import { untilLoaded } from '../../api/until-loaded.js';
import type { DocumentSession } from '../../sync/session.js';
import { usePeople } from '../../ui/people.js';
import { RichText } from '../../ui/rich-text.js';
import { useContent } from '../session/use-document.js';

const RichEditor = lazy(() => untilLoaded(() => import('../../editor/RichEditor.js')).then((m) => ({ default: m.RichEditor })));

interface SheetFieldProps {
  readonly session: DocumentSession | null;
  readonly field: 'wording' | 'rationale' | 'notes';
  readonly label: string;
  readonly placeholder: string;
  /** What is known before the shared document is here. */
  readonly before?: string;
  readonly minHeight?: number;
}

/** A field of the sheet or the notes: written together by those who may, read live by the others. */
export function SheetField({ session, field, label, placeholder, before, minHeight = 0 }: SheetFieldProps) {
  const { colourOf } = usePeople();
  const single = field === 'wording';
  const waiting =
    before === undefined ? (
      <div className="panel-body" style={{ minHeight: minHeight + 68 }}>
        <Skeleton height={14} radius={4} role="status" aria-label={`Loading: ${label}`} />
        <Skeleton height={14} width="82%" mt={10} radius={4} />
      </div>
    ) : (
      <div className="rich-line fixed">{before}</div>
    );
  if (session === null || !session.ready) return waiting;
  if (!session.writable) return <ReadAlong session={session} field={field} />;
  return (
    <Suspense fallback={waiting}>
      <RichEditor
        session={session}
        field={field}
        label={label}
        placeholder={placeholder}
        single={single}
        minHeight={minHeight}
        colourOf={colourOf}
      />
    </Suspense>
  );
}

/** For those who only read: no editor at all, since even a read-only one can write to the shared document. */
function ReadAlong({ session, field }: { session: DocumentSession; field: string }) {
  useContent(session);
  const blocks = richTextOf(session.doc.getXmlFragment(field));
  if (field === 'wording') {
    return (
      <div className="rich-line fixed" dir="auto">
        {plainText(blocks)}
      </div>
    );
  }
  return (
    <div className="panel-body">
      <RichText blocks={blocks} />
    </div>
  );
}
