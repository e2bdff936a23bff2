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
uniform vec3 uAxisZ;
uniform float uSliced;  // 1: what is far from the slice at uCut is not drawn
uniform float uCut;     // depth of the slice, micrometres
uniform float uReach;   // how far from the slice lines are still seen, micrometres
uniform vec2 uDepths;   // nearest and farthest depth; equal where depth does not count

out vec2 vPixel;
flat out vec2 vFrom;
flat out vec2 vTo;
out vec4 vColour;

vec2 toPixel(vec3 point)
{
    return uOrigin + uScale * vec2(dot(uAxisX, point), dot(uAxisY, point));
}

float visible(vec3 point)
{
    float depth = dot(uAxisZ, point);
    if (uSliced > 0.5)
        return clamp(1.5 - abs(depth - uCut) / uReach, 0.0, 1.0);
    return uDepths.y > uDepths.x ? mix(1.0, 0.35, clamp((depth - uDepths.x) / (uDepths.y - uDepths.x), 0.0, 1.0)) : 1.0;
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
    vColour.a *= visible(end ? aTo : aFrom);
    bool hidden = uSliced > 0.5 && visible(aFrom) + visible(aTo) <= 0.0;
    gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((vPixel / uViewport * 2.0 - 1.0) * vec2(1.0, -1.0), 0.0, 1.0);
}
