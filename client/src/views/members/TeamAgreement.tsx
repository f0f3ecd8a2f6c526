import { useQuery } from '@tanstack/react-query';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../api/call.js';

/** How far the team's opinions agree, with what the figure means. Only published claims are in it. */
export function TeamAgreement() {
  const agreement = useQuery({ queryKey: ['claims', 'agreement'], queryFn: ({ signal }) => call(routes.teamAgreement, { signal }) });
  if (agreement.data === undefined) return null;
  return (
    <section className="panel" aria-label="Agreement">
      <header>
        <h2 style={{ margin: 0 }}>Agreement</h2>
      </header>
      <div className="panel-body">{agreement.data.sentence}</div>
    </section>
  );
}
