"""Uploading in three steps: an address, the bytes, and where it is shared."""

from aiohttp import web

from ..world import BOT_USER, fresh
from .call import ApiError, Call, invalid_arguments, method
from .places import by_id, joined, thread_of
from .content import read_content

FILE_MAX = 1 << 30


@method("files.getUploadURLExternal", "files:write", json=False)
def get_upload_url(fake, call: Call) -> dict:
    name, length = call.text("filename"), call.text("length")
    if not length.isdigit() or not 0 < int(length) <= FILE_MAX:
        raise invalid_arguments("must be a whole number above 0 [json-pointer:/length]")
    file = {"id": fresh("F"), "name": name, "title": name, "size": int(length), "uploaded": False}
    fake.files[file["id"]] = file
    return {"upload_url": f"{fake.http_url}/upload/v1/{file['id']}", "file_id": file["id"]}


async def upload(fake, request: web.Request) -> web.Response:
    """The second step: raw bytes, or the first part of a form; the length must be as announced."""
    file = fake.files.get(request.match_info["file"])
    if file is None or file["uploaded"]:
        return web.Response(status=404, text="no such upload")
    if request.content_type == "multipart/form-data":
        part = await (await request.multipart()).next()
        content = await part.read()
    else:
        content = await request.read()
    if len(content) != file["size"]:
        fake.log.violation("upload_length", file=file["id"], announced=file["size"], came=len(content))
        return web.Response(status=400, text="length differs from what was announced")
    file["uploaded"] = True
    file["content"] = content
    fake.log.add("upload", file=file["id"], name=file["name"], size=file["size"])
    return web.Response(text=f"OK - {file['size']}")


@method("files.completeUploadExternal", "files:write")
def complete_upload(fake, call: Call) -> dict:
    wanted = call.args.get("files")
    if not isinstance(wanted, list) or not wanted:
        raise invalid_arguments("missing required field: files")
    files = []
    for each in wanted:
        file = fake.files.get(each.get("id", "")) if isinstance(each, dict) else None
        if file is None or not file["uploaded"]:
            raise ApiError("file_not_found")
        file["title"] = each.get("title") or file["name"]
        files.append(file)
    shared = [{key: file[key] for key in ("id", "name", "title", "size")} for file in files]
    if call.args.get("channel_id"):
        _share(fake, call, shared)
    return {"files": shared}


def _share(fake, call: Call, files: list) -> None:
    channel = joined(by_id(fake, call, "channel_id"))
    thread_ts = thread_of(fake, call, channel)
    said = {"text": call.text("initial_comment", "")}
    if call.args.get("blocks") and not said["text"]:
        said = read_content(fake.settings, {"blocks": call.args["blocks"]}, call.warnings)
    content = said | {"files": files, "subtype": "file_share"}
    message = fake.messages.post(channel, BOT_USER, content, "files.completeUploadExternal", thread_ts)
    fake.echo(channel, message)
