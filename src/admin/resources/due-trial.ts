import type { ActionHandler, ActionResponse } from 'adminjs';
import { foreseeDue, type Foresight } from '../../use-cases/targets/foresee-due.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { payloadOf } from '../table/actions.ts';

/** What a form holds: fields that were not touched are not sent, and empty ones are texts. */
function given(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** Tells when a complaint would be due by a target or a calendar as it stands in the form. */
export function foreseeFor(
  of: 'target' | 'calendar',
): ActionHandler<ActionResponse & { foresight: Foresight }> {
  return async (request, _response, { currentAdmin }) => {
    const { at, calendarId, firstResponseMinutes, resolutionMinutes, timeZone, hours } = payloadOf(request);
    const fields = { at, calendarId, firstResponseMinutes, resolutionMinutes, timeZone, hours };
    return { foresight: await foreseeDue(actorBehind(currentAdmin), { of, ...given(fields) }) };
  };
}
