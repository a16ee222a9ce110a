# The first process of a pod, in namespaces of its own: enter-pod.sh DIRECTORY first|child COMMAND...
# Gives the command a root with empty places for artifacts and the pod's /tiphys, and either becomes it, or waits for it as argoexec
# does. When this process ends, the kernel kills whatever the pod still runs.
pod="$1" role="$2"
shift 2
root="$pod/root"
mkdir -p "$root" "$pod/tiphys"
mount -t tmpfs tmpfs "$root"
for entry in /*; do
  name="${entry#/}"
  case "$name" in minio | s3 | gcs | tiphys | dev | proc) continue ;; esac
  if [ -L "$entry" ]; then
    cp -P "$entry" "$root/$name"
  elif [ -d "$entry" ]; then
    mkdir "$root/$name"
    mount --rbind "$entry" "$root/$name"
  fi
done
mkdir "$root/proc" "$root/dev" "$root/tiphys"
mount -t proc proc "$root/proc"
mount --bind "$pod/tiphys" "$root/tiphys"
for device in null zero random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
: >"$pod/termination-log"
: >"$root/dev/termination-log"
mount --bind "$pod/termination-log" "$root/dev/termination-log"
if [ "$role" = first ]; then exec chroot "$root" "$@"; fi
set +e
chroot "$root" "$@" &
wait "$!"
exit "$?"
