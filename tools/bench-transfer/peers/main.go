// Two helpers of the transfer benchmark in one program.
//
//	peers run PROGRAM ARGS...   runs a program and prints what it used, as JSON
//	peers up|down LOCAL URL     moves a file or a folder with minio-go
//	peers check LOCAL URL       downloads, with a checksum of the content as it comes
//	peers nothing LOCAL URL     starts as for that, and ends
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Files of a folder at a time, as many as the client under test moves.
const parallel = 32

func main() {
	if len(os.Args) < 4 {
		fail(fmt.Errorf("usage: peers run PROGRAM ARGS... | peers up|down|check|nothing LOCAL URL"))
	}
	if os.Args[1] == "run" {
		run(os.Args[2], os.Args[3:])
		return
	}
	if err := transfer(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fail(err)
	}
}

func run(program string, args []string) {
	command := exec.Command(program, args...)
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	start := time.Now()
	err := command.Run()
	elapsed := time.Since(start)
	if err != nil {
		fail(err)
	}
	usage := command.ProcessState.SysUsage().(*syscall.Rusage)
	cpu := command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	_ = json.NewEncoder(os.Stdout).Encode(map[string]float64{
		"seconds":    elapsed.Seconds(),
		"cpuSeconds": cpu.Seconds(),
		"mebibytes":  float64(usage.Maxrss) / 1024,
	})
}

func transfer(direction, local, address string) error {
	target, err := url.Parse(address)
	if err != nil {
		return err
	}
	secret, _ := target.User.Password()
	client, err := minio.New(target.Host, &minio.Options{Creds: credentials.NewStaticV4(target.User.Username(), secret, "")})
	if err != nil {
		return err
	}
	bucket, key, _ := strings.Cut(strings.TrimPrefix(target.Path, "/"), "/")
	switch direction {
	case "up":
		return upload(client, local, bucket, key)
	case "down":
		return download(local, bucket, key, client, client.FGetObject)
	case "check":
		return download(local, bucket, key, client, func(ctx context.Context, bucket, key, path string, options minio.GetObjectOptions) error {
			return checked(ctx, client, bucket, key, path, options)
		})
	}
	return nil
}

func upload(client *minio.Client, local, bucket, key string) error {
	info, err := os.Stat(local)
	if err != nil {
		return err
	}
	put := func(path, key string) error {
		_, err := client.FPutObject(context.Background(), bucket, key, path, minio.PutObjectOptions{})
		return err
	}
	if !info.IsDir() {
		return put(local, key)
	}
	entries, err := os.ReadDir(local)
	if err != nil {
		return err
	}
	names := make(chan string)
	go func() {
		for _, entry := range entries {
			names <- entry.Name()
		}
		close(names)
	}()
	return inParallel(names, func(name string) error { return put(filepath.Join(local, name), key+"/"+name) })
}

type getter func(ctx context.Context, bucket, key, path string, options minio.GetObjectOptions) error

// As FGetObject, with the least checksum that anybody could compare with that of who made the content.
func checked(ctx context.Context, client *minio.Client, bucket, key, path string, options minio.GetObjectOptions) error {
	object, err := client.GetObject(ctx, bucket, key, options)
	if err != nil {
		return err
	}
	defer object.Close()
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err = io.Copy(io.MultiWriter(file, crc32.NewIEEE()), object); err != nil {
		return err
	}
	return file.Close()
}

func download(local, bucket, key string, client *minio.Client, fetch getter) error {
	get := func(key, path string) error {
		return fetch(context.Background(), bucket, key, path, minio.GetObjectOptions{})
	}
	if !strings.HasSuffix(key, "/") {
		return get(key, local)
	}
	keys := make(chan string)
	var listing error
	go func() {
		for object := range client.ListObjects(context.Background(), bucket, minio.ListObjectsOptions{Prefix: key, Recursive: true}) {
			if object.Err != nil {
				listing = object.Err
				break
			}
			keys <- object.Key
		}
		close(keys)
	}()
	err := inParallel(keys, func(found string) error { return get(found, filepath.Join(local, strings.TrimPrefix(found, key))) })
	if err != nil {
		return err
	}
	return listing
}

func inParallel(items <-chan string, work func(string) error) error {
	var group sync.WaitGroup
	errs := make(chan error, parallel)
	for range parallel {
		group.Go(func() {
			for item := range items {
				if err := work(item); err != nil {
					errs <- err
					return
				}
			}
		})
	}
	group.Wait()
	close(errs)
	return <-errs
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
