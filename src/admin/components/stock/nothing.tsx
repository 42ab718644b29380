/** Stands where AdminJS draws what the panel shows in a way of its own: a list's filters are a bar above its rows. */
export default function Nothing(): null {
  return null;
}
