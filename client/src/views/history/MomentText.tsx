import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { parseDocumentName } from '#shared/document/layout.js';
import { BLAME_LENGTH_MAX, routes, TEXT_FIELDS } from '#shared/protocol/routes.js';
import type { MomentData } from '#shared/protocol/views.js';
import { CodePoints } from '#shared/text/code-points.js';
import { call } from '../../api/call.js';
import { queryKeys } from '../../state/query-keys.js';
import { Empty, LoadFailed, Loading } from '../../ui/feedback.js';
import { Name, usePeople } from '../../ui/people.js';
import { ArticleThen } from './ArticleThen.js';
import { type BlamedRange, BlamePanel } from './BlamePanel.js';
import { FIELD_WORDS } from './field-words.js';
import { selectedRange } from './selected-range.js';

interface MomentTextProps {
  readonly object: 'article' | 'claim';
  readonly id: string;
  readonly document: string;
  readonly seq: number;
  readonly head: number;
}

/** The text at one moment: authors by colour, what was removed by then struck through. */
export function MomentText({ object, id, document, seq, head }: MomentTextProps) {
  const [asked] = useDebouncedValue(seq, 60);
  const moment = useQuery({
    queryKey: queryKeys.moment(object, id, document, asked),
    queryFn: ({ signal }) =>
      object === 'article'
        ? call(routes.articleMoment, { params: { id }, query: { seq: asked, versionId: parseDocumentName(document)?.id }, signal })
        : call(routes.claimMoment, {
            params: { id },
            query: { seq: asked, document: parseDocumentName(document)?.kind === 'notes' ? 'notes' : 'sheet' },
            signal,
          }),
    placeholderData: keepPreviousData,
    // What was at one moment never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (moment.isPending) return <Loading what="this moment" />;
  if (moment.data === undefined) return <LoadFailed error={moment.error} retry={() => void moment.refetch()} what="moment" />;
  if (head === 0) return <Empty title="Nothing was written here yet">As soon as somebody writes, every stroke can be replayed here.</Empty>;
  return <Moment moment={moment.data} object={object} id={id} />;
}

function Moment({ moment, object, id }: { moment: MomentData; object: 'article' | 'claim'; id: string }) {
  const authors = authorsOf(moment);
  return (
    <div className="panel-body" style={{ minHeight: 320 }}>
      {authors.length > 0 && (
        <p className="soft" style={{ margin: '0 0 12px', display: 'flex', flexWrap: 'wrap', gap: 12 }}>
          {authors.map((author) => (
            <Name key={author.id} person={author} />
          ))}
        </p>
      )}
      {moment.fields.map((field) => (
        <Field key={field.name} id={id} seq={moment.seq} field={field} />
      ))}
      {object === 'article' && <ArticleThen id={id} moment={moment} />}
    </div>
  );
}

type FieldData = MomentData['fields'][number];

/** One text of the claim. Who wrote a part of it, and when, is told when it is selected, or for all of it by the button. */
function Field({ id, seq, field }: { id: string; seq: number; field: FieldData }) {
  const [range, setRange] = useState<BlamedRange | null>(null);
  const words = FIELD_WORDS[field.name] ?? field.name;
  const select = (event: SyntheticEvent<HTMLElement>): void => {
    const selected = selectedRange(event.currentTarget);
    if (selected !== null) setRange(selected);
  };
  const name = TEXT_FIELDS.find((known) => known === field.name);
  const empty = field.blocks.every((block) => block.runs.length === 0);
  return (
    <section aria-label={words} style={{ marginBottom: 20 }}>
      <div style={{ display: 'flex', gap: 12, alignItems: 'baseline', margin: '0 0 4px' }}>
        <h2 className="soft" style={{ fontSize: '0.8125rem', margin: 0, fontWeight: 500 }}>
          {words}
        </h2>
        {!empty && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={range !== null}
            onClick={() => setRange(range === null ? { from: 0, length: BLAME_LENGTH_MAX } : null)}
          >
            {range === null ? 'Who wrote what, and when' : 'Hide who wrote what'}
          </Button>
        )}
      </div>
      {empty ? (
        <p className="soft">Empty at that moment.</p>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: selecting with the mouse is a way beside the button, which works by keyboard
        <div onMouseUp={select}>
          <FieldText blocks={field.blocks} />
        </div>
      )}
      {range !== null && name !== undefined && <BlamePanel id={id} seq={seq} field={name} range={range} />}
    </section>
  );
}

function FieldText({ blocks }: { blocks: FieldData['blocks'] }) {
  const { colourOf } = usePeople();
  let at = 0;
  return (
    <div className="prose">
      {/* biome-ignore-start lint/suspicious/noArrayIndexKey: blocks and runs of a past moment have no identity of their own */}
      {blocks.map((block, index) => (
        <p key={index} dir="auto" style={block.type === 'heading' ? { fontWeight: 600 } : undefined}>
          {block.runs.map((run, place) => {
            const from = at;
            at += new CodePoints(run.text).length;
            return (
              <span
                key={place}
                data-from={from}
                className={`written${run.removed ? ' gone' : ''}${run.author === null ? '' : ` person-${colourOf(run.author.id)}`}`}
                title={runTitle(run)}
              >
                {run.removed && <span className="visually-hidden">removed: </span>}
                {run.text}
              </span>
            );
          })}
        </p>
      ))}
      {/* biome-ignore-end lint/suspicious/noArrayIndexKey: blocks and runs of a past moment have no identity of their own */}
    </div>
  );
}

function runTitle(run: MomentData['fields'][number]['blocks'][number]['runs'][number]): string {
  const wrote = run.author === null ? 'Author not known' : `Written by ${run.author.name}`;
  return run.removed ? `${wrote}; removed by ${run.removedBy?.name ?? 'somebody'}` : wrote;
}

function authorsOf(moment: MomentData) {
  const people = moment.fields.flatMap((field) =>
    field.blocks.flatMap((block) => block.runs.flatMap((run) => (run.author === null ? [] : [run.author]))),
  );
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
