#version 410 core

layout(location = 0) in vec3 aFrom; // x, y, z, micrometres
layout(location = 1) in vec3 aTo;
layout(location = 2) in vec4 aFromColour;
layout(location = 3) in vec4 aToColour;

uniform vec3 uAxisX;
uniform vec3 uAxisY;
uniform vec2 uOrigin;
uniform float uScale;
uniform vec2 uViewport;
uniform float uWidth; // pixels

out vec2 vPixel;
flat out vec2 vFrom;
flat out vec2 vTo;
out vec4 vColour;

vec2 toPixel(vec3 point)
{
    return uOrigin + uScale * vec2(dot(uAxisX, point), dot(uAxisY, point));
}

void main()
{
    vFrom = toPixel(aFrom);
    vTo = toPixel(aTo);
    vec2 way = vTo - vFrom;
    vec2 along = length(way) > 1e-3 ? normalize(way) : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x);
    float border = uWidth * 0.5 + 2.0;
    float side = float(gl_VertexID & 1) * 2.0 - 1.0;
    bool end = (gl_VertexID >> 1) == 1;
    vPixel = (end ? vTo + along * border : vFrom - along * border) + across * side * border;
    vColour = end ? aToColour : aFromColour;
    gl_Position = vec4((vPixel / uViewport * 2.0 - 1.0) * vec2(1.0, -1.0), 0.0, 1.0);
}
