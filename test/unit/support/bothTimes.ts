const two = (part: number) => String(part).padStart(2, '0');
/** As this machine's clocks show it, with UTC beside it. `at`: milliseconds since the epoch. */
export function both(at: number): string {
  const here = new Date(at);
  const day = `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}`;
  const [utcDay = '', utcTime = ''] = here.toISOString().slice(0, 16).split('T');
  const utc = day === utcDay ? utcTime : `${utcDay} ${utcTime}`;
  return `${day} ${two(here.getHours())}:${two(here.getMinutes())} (${utc} UTC)`;
}
